"""`escalate`: a moving clock through whole incidents, and exactly the notifications that are due, once each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LEA, Clock, Run, git

ONCALL = """
kind: Schedule
name: primary
timezone: UTC
layers:
- {start: 2026-01-05T09:00, every: 1w, members: [pat]}
---
kind: Schedule
name: backup
timezone: UTC
layers:
- {start: 2026-01-05T09:00, every: 1w, members: [bo]}
---
kind: Schedule
name: empty
timezone: UTC
layers:
- {start: 2026-01-05T09:00, until: 2026-01-06T09:00, every: 1w, members: [bo]}
---
kind: EscalationPolicy
name: shop
services: [checkout]
forgotten-after: 2h
steps:
- {after: 0m, if: not-acked, notify: [schedule:primary]}
- {after: 10m, if: not-acked, notify: [schedule:backup]}
- {after: 60m, if: not-resolved, notify: [user:em]}
repeat: {times: 1, every: 30m}
triggers:
- {on: severity-raised, to: [SEV1], notify: [user:chief]}
- {on: expertise-needed, tag: database, notify: [user:dba]}
"""


@pytest.fixture
def paged(workspace: Path) -> Path:
    (workspace / "oncall").mkdir()
    (workspace / "oncall" / "shop.yaml").write_text(ONCALL)
    git(workspace, "add", "oncall")
    git(workspace, "commit", "-qm", "Schedules")
    return workspace


def opened(run: Run) -> str:
    found: dict[str, Any] = json.loads(
        run("open", "Checkout errors", "-s", "SEV2", "--service", "checkout", "--json").stdout
    )
    return str(found["id"])


def due(run: Run) -> list[str]:
    """Who is called now, each with the step or what triggered it."""
    done = run("escalate", "--due", "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == (1 if found else 0), done.stderr
    return [f"{each['person']} {each['step'] or each['trigger']}" for each in found]


def minutes(run: Run, clock: Clock, number: int) -> dict[int, list[str]]:
    """What was due at each minute at which anything was."""
    found: dict[int, list[str]] = {}
    for minute in range(number):
        if told := due(run):
            found[minute] = told
        clock.now += timedelta(minutes=1)
    return found


def test_nobody_answers_and_every_step_is_taken_once(paged: Path, run: Run, clock: Clock) -> None:
    opened(run)
    found = minutes(run, clock, 95)
    assert found == {0: ["pat 1"], 10: ["bo 2"], 30: ["pat 1"], 40: ["bo 2"], 60: ["em 3"], 90: ["em 3"]}


def test_whoever_acknowledges_is_left_alone_until_it_is_late(paged: Path, run: Run, clock: Clock) -> None:
    incident = opened(run)
    assert due(run) == ["pat 1"]
    clock.now += timedelta(minutes=5)
    run("ack", incident)
    assert minutes(run, clock, 60) == {55: ["em 3"]}
    run("resolve", incident)
    assert minutes(run, clock, 60) == {}


def test_a_checker_that_was_down_tells_what_is_due_now_once(paged: Path, run: Run, clock: Clock) -> None:
    opened(run)
    clock.now += timedelta(minutes=29)
    assert due(run) == ["pat 1", "bo 2"]
    assert due(run) == []


def test_what_was_acknowledged_meanwhile_is_not_paged_late(paged: Path, run: Run, clock: Clock) -> None:
    incident = opened(run)
    clock.now += timedelta(minutes=20)
    run("ack", incident)
    assert due(run) == []


def test_a_severity_that_is_raised_and_expertise_that_is_needed(paged: Path, run: Run, clock: Clock) -> None:
    incident = opened(run)
    run("ack", incident)
    assert due(run) == []
    clock.now += timedelta(minutes=1)
    assert run("severity", incident, "SEV1", "--reason", "worse", user=LEA).exit_code == 0
    assert due(run) == ["chief severity-raised"]
    clock.now += timedelta(minutes=1)
    assert run("update", incident, "--tag", "database").exit_code == 0
    assert due(run) == ["dba expertise-needed"]
    assert due(run) == []


def test_an_acknowledgement_that_is_forgotten_begins_anew(paged: Path, run: Run, clock: Clock) -> None:
    incident = opened(run)
    run("ack", incident)
    found = minutes(run, clock, 135)
    assert [who for at, who in found.items() if at < 120] == [["em 3"], ["em 3"]]
    assert "pat 1" in found[120]
    assert any("forgotten" in each for each in found[120])
    assert found[130] == ["bo 2"]


def test_a_dry_run_tells_and_records_nothing(paged: Path, run: Run, clock: Clock) -> None:
    opened(run)
    done = run("escalate", "--due", "--dry-run")
    assert (done.exit_code, "pat" in done.stdout) == (1, True)
    assert due(run) == ["pat 1"]


def test_open_says_whom_it_would_page_and_who_is_behind(paged: Path, run: Run) -> None:
    told = run("open", "Checkout errors", "-s", "SEV2", "--service", "checkout").stderr
    assert "calls pat (schedule:primary) now" in told
    assert "then bo (schedule:backup) in 10m 00s" in told


def test_one_incident_is_escalated_by_hand(paged: Path, run: Run) -> None:
    incident = opened(run)
    assert run("escalate", incident, "--to", "schedule:backup", "--why", "I am lost").exit_code == 0
    assert "escalated to bo (schedule:backup): I am lost" in run("show", incident).stdout
    assert run("escalate", incident).exit_code == 0
    refused = run("escalate", incident, "--to", "schedule:empty")
    assert (refused.exit_code, "hint:" in refused.stderr) == (3, True)
    assert run("escalate", incident, "--to", "schedule:bakup").exit_code == 3


def test_every_notification_is_an_event_of_one_origin(paged: Path, run: Run) -> None:
    incident = opened(run)
    due(run)
    text = next(paged.glob(f"incidents/**/{incident}.yaml")).read_text()
    (line,) = [row for row in text.splitlines() if "INCIDENT_ESCALATED" in row]
    assert "escalation:" in line
    assert "target: schedule:primary" in line or 'target: "schedule:primary"' in line
    assert git(paged, "status", "--porcelain") == ""


def test_two_checkers_at_once_tell_each_notification_once(paged: Path, run: Run) -> None:
    opened(run)
    program = [sys.executable, "-m", "revenant", "escalate", "--due", "--json"]
    both = [
        subprocess.Popen(program, cwd=paged, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))
        for _ in range(3)
    ]
    told = [each.communicate()[0].splitlines() for each in both]
    assert {each.returncode for each in both} <= {0, 1}
    keys = [json.loads(line)["key"] for lines in told for line in lines]
    assert len(keys) == len(set(keys))
    assert keys


def test_a_pager_that_is_gone_has_been_told_nothing(paged: Path, run: Run) -> None:
    opened(run)
    read, write = os.pipe()
    os.close(read)
    program = [sys.executable, "-m", "revenant", "escalate", "--due"]
    done = subprocess.run(program, cwd=paged, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert done.returncode not in (0, 1)
    assert due(run) == ["pat 1"]
