"""`oncall handoff` and `accept`: the page, what it leaves on open incidents, and who confirms it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BEN, LEA, Run, git

ONCALL = """
kind: Schedule
name: primary
timezone: Europe/Berlin
services: [checkout]
layers:
- {start: 2026-01-05T09:00, every: 1w, members: [ben, lea]}
"""
SECTIONS = [
    "## Open incidents",
    "## Watched",
    "## Escalations in progress",
    "## Changes of the last 48 hours, and planned",
    "## Noisy alerts",
    "## Action items overdue or due within a week",
    "## Deferred",
    "## Error budgets",
    "## On call next",
    "## Notes",
]


@pytest.fixture
def planned(workspace: Path) -> Path:
    (workspace / "oncall").mkdir()
    (workspace / "oncall" / "shop.yaml").write_text(ONCALL)
    git(workspace, "add", "oncall")
    git(workspace, "commit", "-qm", "Schedules")
    return workspace


def page(workspace: Path) -> Path:
    (found,) = (workspace / "oncall" / "handoffs").rglob("*.md")
    return found


def test_a_page_has_every_section_and_says_none(planned: Path, run: Run) -> None:
    assert run("oncall", "handoff", "--to", "lea").exit_code == 0
    text = page(planned).read_text()
    assert [row for row in text.splitlines() if row.startswith("## ")] == SECTIONS
    assert text.count("None.") >= 8
    assert git(planned, "status", "--porcelain") == ""


def test_open_incidents_are_handed_off_and_accepted(planned: Path, run: Run) -> None:
    incident = json.loads(run("open", "Checkout errors", "-s", "SEV2", "--service", "checkout", "--json").stdout)["id"]
    run("note", incident, "roll back deploy 41 next")
    before = int(git(planned, "rev-list", "--count", "HEAD"))
    done = run("oncall", "handoff", "--to", "lea", "--note", "watch the pool")
    assert "1 open incident" in done.stdout
    text = page(planned).read_text()
    assert "Checkout errors" in text
    assert "roll back deploy 41 next" in text
    assert "watch the pool" in text
    accepted = run("oncall", "accept", user=LEA)
    assert "lea@example.com accepted the handoff of primary" in accepted.stdout
    assert int(git(planned, "rev-list", "--count", "HEAD")) == before + 2
    timeline = run("show", incident).stdout
    assert "handed off" in timeline
    assert "accepted" in timeline
    assert f"accepted: {{by: {LEA}" in page(planned).read_text()
    again = run("oncall", "accept", "primary", user=LEA)
    assert (again.exit_code, "hint:" in again.stderr) == (3, True)


def test_another_may_accept_and_that_is_said(planned: Path, run: Run) -> None:
    run("oncall", "handoff", "--to", "lea")
    done = run("oncall", "accept", "primary", user=BEN)
    assert (done.exit_code, "it was handed off to lea@example.com" in done.stderr) == (0, True)


def test_hostile_words_do_not_break_the_page(planned: Path, run: Run) -> None:
    title = "# boom\n## Notes <script>alert(1)</script> | [x](javascript:1) `"
    run("open", title, "-s", "SEV2", "--service", "checkout")
    run("oncall", "handoff", "--to", "lea", "--note", "---\n## Open incidents\n<img>")
    text = page(planned).read_text()
    assert [row for row in text.splitlines() if row.startswith("## ")] == SECTIONS
    assert "<script>" not in text
    assert run("oncall", "lint").exit_code in (0, 1)
    assert "OC040" not in run("oncall", "lint").stdout


def test_a_dry_run_writes_nothing_and_a_page_may_go_elsewhere(planned: Path, run: Run) -> None:
    assert "# Handoff of primary" in run("oncall", "handoff", "--to", "lea", "--dry-run").stdout
    assert "# Handoff of primary" in run("oncall", "handoff", "--to", "lea", "-o", "-").stdout
    assert not (planned / "oncall" / "handoffs").exists()


def test_the_same_handoff_twice_within_an_hour_is_refused(planned: Path, run: Run) -> None:
    run("oncall", "handoff", "--to", "lea")
    again = run("oncall", "handoff", "--to", "lea")
    assert (again.exit_code, "--again" in again.stderr) == (3, True)
    assert run("oncall", "handoff", "--to", "lea", "--again").exit_code == 0


def test_an_incident_somebody_was_called_for_is_on_the_page_too(planned: Path, run: Run) -> None:
    path = planned / "oncall" / "shop.yaml"
    path.write_text(path.read_text() + "---" + ONCALL.replace("primary", "payments").replace("checkout", "payments"))
    incident = json.loads(run("open", "Payments slow", "-s", "SEV2", "--service", "payments", "--json").stdout)["id"]
    run("escalate", incident, "--to", "schedule:primary", "--why", "they know the pool")
    assert "1 open incident" in run("oncall", "handoff", "primary", "--to", "lea").stdout
    assert "they know the pool" in page(planned).read_text()


def test_what_waits_is_listed(planned: Path, run: Run) -> None:
    run("oncall", "handoff", "--to", "lea")
    (found,) = json.loads(run("oncall", "handoff", "--list", "--json").stdout)
    assert (found["schedule"], found["to"], found["accepted"]) == ("primary", [LEA], None)
