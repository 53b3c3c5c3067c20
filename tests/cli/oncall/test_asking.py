"""`oncall who`, `next` and `gaps`: what they print, now, at other times and as of other commits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, git

SCHEDULE = """
kind: Schedule
name: primary
timezone: Europe/Berlin
layers:
- {name: weekly, start: 2026-01-05T09:00, every: 1w, members: [zoe, yan]}
"""
POLICY = """---
kind: EscalationPolicy
name: shop
services: [checkout]
steps:
- {after: 0m, notify: [schedule:primary]}
- {after: 10m, notify: [user:xia]}
"""


@pytest.fixture
def planned(workspace: Path) -> Path:
    (workspace / "oncall").mkdir()
    (workspace / "oncall" / "shop.yaml").write_text(SCHEDULE + POLICY)
    git(workspace, "add", "oncall")
    git(workspace, "commit", "-qm", "Schedules")
    return workspace


def test_who_is_on_call_until_when_and_who_is_next(planned: Path, run: Run) -> None:
    (found,) = json.loads(run("oncall", "who", "--at", "2026-01-06T12:00Z", "--json").stdout)
    assert found == {
        "schedule": "primary",
        "at": "2026-01-06T12:00:00Z",
        "on_call": ["zoe"],
        "since": "2026-01-05T08:00:00Z",
        "until": "2026-01-12T08:00:00Z",
        "next": ["yan"],
        "planned": ["zoe"],
        "layers": ["weekly"],
        "overrides": [],
        "timezone": "Europe/Berlin",
    }
    shown = run("oncall", "who", "--at", "2026-01-06T12:00Z").stdout
    assert "primary   zoe      Mon 12 Jan 09:00  yan   weekly" in shown


def test_a_time_to_come_may_be_asked_about(planned: Path, run: Run) -> None:
    (now,) = json.loads(run("oncall", "who", "--json").stdout)
    (later,) = json.loads(run("oncall", "who", "--at", "in 7d", "--json").stdout)
    assert later["on_call"] == now["next"]


def test_a_service_is_answered_for_by_its_policy(planned: Path, run: Run) -> None:
    found = json.loads(run("oncall", "who", "--service", "checkout", "--at", "2026-01-06T12:00Z", "--json").stdout)
    assert (found["policy"], found["on_call"], found["backup"]) == ("shop", ["zoe"], ["xia"])
    shown = run("oncall", "who", "--service", "checkout", "--at", "2026-01-06T12:00Z").stdout
    assert "backup  10m, not-acked  xia" in " ".join(shown.splitlines()).replace("  ", "  ")


def test_a_service_nobody_answers_for_is_refused_with_a_hint(planned: Path, run: Run) -> None:
    found = run("oncall", "who", "--service", "elsewhere")
    assert found.exit_code == 3
    assert "hint:" in found.stderr


def test_history_is_asked_as_of_a_commit(planned: Path, run: Run) -> None:
    path = planned / "oncall" / "shop.yaml"
    path.write_text(path.read_text().replace("[zoe, yan]", "[yan, zoe]"))
    asked = ("oncall", "who", "--at", "2026-01-06T12:00Z", "--json")
    assert json.loads(run(*asked).stdout)[0]["on_call"] == ["yan"]
    assert json.loads(run(*asked, "--as-of", "HEAD").stdout)[0]["on_call"] == ["zoe"]


def test_a_schedule_that_is_none_is_told_with_those_there_are(planned: Path, run: Run) -> None:
    found = run("oncall", "who", "primery")
    assert (found.exit_code, "nearest: primary" in found.stderr or "there are: primary" in found.stderr) == (3, True)


def test_a_broken_file_hides_nothing_of_others(planned: Path, run: Run) -> None:
    (planned / "oncall" / "broken.yaml").write_text("kind: Schedule\nname: x\n")
    found = run("oncall", "who", "primary", "--json")
    assert (found.exit_code, len(json.loads(found.stdout))) == (0, 1)
    assert "oncall/broken.yaml:1:1" in found.stderr
    assert run("oncall", "who").exit_code == 3
    assert run("oncall", "gaps").exit_code == 3


def test_the_next_shifts(planned: Path, run: Run) -> None:
    asked = ("oncall", "next", "--at", "2026-01-06T12:00Z", "-n", "2")
    (found,) = json.loads(run(*asked, "--json").stdout)
    assert [(each["from"], each["on_call"]) for each in found["shifts"]] == [
        ("2026-01-05T08:00:00Z", ["zoe"]),
        ("2026-01-12T08:00:00Z", ["yan"]),
    ]
    (mine,) = json.loads(run(*asked, "--person", "yan", "--json").stdout)
    assert [each["from"] for each in mine["shifts"]] == ["2026-01-12T08:00:00Z", "2026-01-26T08:00:00Z"]


def test_schedules_and_policies_are_listed(planned: Path, run: Run) -> None:
    found = json.loads(run("oncall", "list", "--json").stdout)
    assert [each["name"] for each in found["schedules"]] == ["primary"]
    assert found["schedules"][0]["layers"][0]["members"] == [["zoe"], ["yan"]]
    assert found["policies"][0]["steps"][1]["notify"] == ["user:xia"]
    shown = run("oncall", "list").stdout
    assert "zoe, yan" in shown
    assert "10m user:xia" in shown


def test_gaps_are_a_problem(planned: Path, run: Run) -> None:
    assert run("oncall", "gaps").exit_code == 0
    found = run("oncall", "gaps", "--since", "2026-01-05T00:00Z", "--until", "2026-01-06T00:00Z", "--json")
    assert (found.exit_code, json.loads(found.stdout)[0]["gap_seconds"]) == (1, 8 * 3600)
    assert run("oncall", "gaps", "--since", "2026-01-05", "--until", "2026-01-05").exit_code == 3


def test_without_schedules_that_is_said(workspace: Path, run: Run) -> None:
    for words in (("who",), ("next",), ("gaps",)):
        found = run("oncall", *words)
        assert (found.exit_code, "There are no schedules" in found.stdout) == (0, True)
        assert json.loads(run("oncall", *words, "--json").stdout) == []
