"""Variables of commands."""

from __future__ import annotations

import pytest

from revenant.runbooks.commands.variables import assigned, is_well_known, may_assign_any, used


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ssh $HOST ${PORT}", ["HOST", "PORT"]),
        ("awk '{print $NF}' $1 $? $$ \\$X", []),
        ("echo ${A:-1} ${B} ${#C} ${D%.txt}", ["B", "C", "D"]),
        ("q={{ $labels.pod }} {{ $x }}", []),
    ],
)
def test_used(text: str, names: list[str]) -> None:
    assert list(used(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A=1 B+=2 c[0]=3", {"A", "B", "c"}),
        ("for X in a b; do", {"X"}),
        ("while read -r LINE REST; do", {"LINE", "REST"}),
        ("export A B=2", {"A", "B"}),
        ("printf -v OUT %s x", {"OUT"}),
        ("curl -d a==b", set()),
    ],
)
def test_assigned(text: str, names: set[str]) -> None:
    assert names <= assigned(text)
    assert names or not assigned(text)


def test_files_of_settings_and_common_names() -> None:
    assert may_assign_any("source env.sh")
    assert may_assign_any("cd x && . ./env")
    assert not may_assign_any("ls ./source x")
    assert is_well_known("HOME")
    assert is_well_known("AWS_REGION")
    assert not is_well_known("NODE")
