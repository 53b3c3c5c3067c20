"""A conflict within a region is settled by writing it anew; one that reaches outside is somebody's to settle."""

from __future__ import annotations

import pytest

from revenant.postmortems.regions.conflicts import has_conflicts, settle
from revenant.postmortems.regions.markers import region
from tests.postmortems.regions.test_markers import layout_of


def _conflict(ours: str, theirs: str, base: str | None = None) -> str:
    middle = "" if base is None else f"||||||| 1234567\n{base}"
    return f"<<<<<<< HEAD\n{ours}{middle}=======\n{theirs}>>>>>>> branch\n"


@pytest.mark.parametrize("base", [None, "c\n"])
def test_a_conflict_between_the_markers_is_settled(base: str | None) -> None:
    text = region("facts", "HERE").replace("HERE\n", _conflict("a\n", "b\n", base))
    settled = settle(f"before\n\n{text}\nafter\n", layout_of)
    assert not has_conflicts(settled)
    assert settled.startswith("before\n\n<!-- revenant:begin facts")
    assert settled.endswith("<!-- revenant:end facts -->\nafter\n")


def test_a_conflict_of_the_checksum_itself_is_settled() -> None:
    begin, *rest = region("facts", "a").split("\n")
    other = region("facts", "b").split("\n")[0]
    text = _conflict(f"{begin}\na\n", f"{other}\nb\n") + rest[-1]
    settled = settle(f"x\n\n{text}\n", layout_of)
    assert settled == f"x\n\n{region('facts', 'a')}\n"


@pytest.mark.parametrize(
    "text",
    [
        _conflict("mine\n", "theirs\n") + "\n" + region("facts", "a"),
        region("facts", "a").replace("<!-- revenant:end facts -->", "")
        + _conflict("<!-- revenant:end facts -->\nmine\n", "<!-- revenant:end facts -->\ntheirs\n"),
    ],
)
def test_a_conflict_about_prose_is_left(text: str) -> None:
    assert settle(text, layout_of) == text


def test_empty_sides_count_where_they_are() -> None:
    text = region("facts", "HERE").replace("HERE\n", "x\n" + _conflict("", "b\n"))
    assert not has_conflicts(settle(text, layout_of))
