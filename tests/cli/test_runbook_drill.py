"""runbook drill, reviewed and list --stale: practice and decisions as facts of the record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.walking import typing
from tests.conftest import Clock, Run, git
from tests.runbooks.making import D1, LEGACY, WALK

ALL = D1 + "  D2: done\n  D3: done\n  M1: {outcome: done, confirm: M1}\nnote: fine\n"


def stale(run: Run) -> list[str]:
    return [reason["reason"] for each in run("runbook", "list", "--stale", "--json").json for reason in each["reasons"]]


@pytest.mark.usefixtures("runbook")
def test_a_drill_by_a_file(run: Run, workspace: Path) -> None:
    done = run("runbook", "drill", "lag", "--outcomes", "-", "--json", "--minutes", "7", stdin=ALL).json
    assert (done["outcome"], done["minutes"], done["steps"], done["failed"], done["text"]) == (
        "passed",
        7,
        4,
        [],
        "fine",
    )
    assert done["blob"] == git(workspace, "hash-object", "runbooks/pg-lag.md").strip()
    assert run("list", "--all", "--json").json == []
    assert git(workspace, "status", "--porcelain") == ""


@pytest.mark.usefixtures("runbook")
def test_a_drill_done_elsewhere(run: Run) -> None:
    done = run("runbook", "drill", "lag", "--failed", "m1", "--minutes", "25", "--note", "no replica", "--at", "2d ago")
    assert done.stdout == (
        "recorded: pg-lag  drill failed in 25 min, failed at M1: no replica [Demo only / simulated]\n"
    )
    assert run("runbook", "drill", "lag", "--outcome", "splendid").exit_code == 3
    assert run("runbook", "drill", "lag", "--failed", "M9").exit_code == 3
    both = run("runbook", "drill", "lag", "--outcome", "passed", "--outcomes", "-", stdin=ALL)
    assert (both.exit_code, "give one of them" in both.stderr) == (3, True)
    assert "M1 failed has not passed" in run("runbook", "drill", "lag", "--outcome", "passed", "--failed", "M1").stderr
    assert run("runbook", "drill", "lag", "--outcome", "passed", "-n").stdout.startswith("would record: ")
    assert stale(run) == ["failed"]


@pytest.mark.usefixtures("runbook")
def test_a_drill_on_a_terminal_that_is_broken_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "db-1", KeyboardInterrupt)
    left = run("runbook", "drill", "lag")
    assert (left.exit_code, "nothing was recorded" in left.stderr) == (130, True)
    typing(monkeypatch, "db-1", "done", "", "stop", "", "out of time")
    assert "drill stopped in 0 min: out of time" in run("runbook", "drill", "lag").stdout
    typing(monkeypatch, "db-1", "done", "", KeyboardInterrupt)
    done = run("runbook", "drill", "lag")
    assert (done.exit_code, "drill stopped" in done.stdout) == (130, True)


def test_why_a_runbook_is_stale(run: Run, runbook: Path, clock: Clock) -> None:
    (runbook.parent / "old.md").write_text(LEGACY)
    assert stale(run) == ["never drilled"]
    run("runbook", "drill", "lag", "--outcome", "passed")
    assert stale(run) == []
    runbook.write_text(WALK.replace("## Symptom\nx", "## Symptom\ny"))
    assert stale(run) == ["text changed"]
    runbook.write_text(WALK.replace("60 s", "90 s"))
    clock.advance("91d")
    assert stale(run) == ["changed", "overdue"]
    shown = run("runbook", "list", "--stale").stdout
    assert "Diagnosis or Mitigation changed since the last drill; drill overdue by 1d 00h" in shown
    assert "1 runbook of another format" in shown
    codes = [each["code"] for each in run("lint", "runbooks", "--format", "json").json]
    assert {"RB502", "RB503"} <= set(codes)


def test_an_incident_asks_for_a_decision(run: Run, runbook: Path, opened: str) -> None:
    run("runbook", "drill", "lag", "--outcome", "passed")
    run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert "review due" not in run("show", opened).stdout + run("status").stderr
    run("resolve")
    command = f"revenant runbook reviewed pg-lag --incident {opened}"
    assert command in run("show", opened).stdout
    assert command in run("status").stderr
    assert run("show", opened, "--json").json["reviews_due"] == ["pg-lag"]
    assert stale(run) == ["review due"]
    assert "RB504" in run("lint").stdout
    refused = run("runbook", "reviewed", "lag", "--incident", opened, "--updated")
    assert (refused.exit_code, "--no-change REASON" in refused.stderr) == (3, True)
    assert run("runbook", "reviewed", "lag", "--incident", opened).exit_code == 3
    runbook.write_text(WALK.replace("60 s", "90 s"))
    done = run("runbook", "reviewed", "lag", "--incident", opened, "--updated", "--json").json
    assert (done["decision"], done["incident"], done["type"]) == ("updated", opened, "REVIEWED")
    assert "review due" not in run("show", opened).stdout + run("status").stderr
    assert not re.search("RB504", run("lint").stdout)


@pytest.mark.usefixtures("runbook")
def test_linting_a_corpus_of_others_reads_no_incident(
    run: Run, workspace: Path, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "runbooks" / "pg-lag.md").write_text(LEGACY)
    monkeypatch.setattr("revenant.store.incidents.IncidentStore.all", lambda _: pytest.fail("read"))
    assert run("lint", "runbooks").exit_code in (0, 1)


@pytest.mark.usefixtures("runbook")
def test_ids_of_runbooks_are_completed(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from revenant.cli.completion import complete_runbook

    class Context:
        def __init__(self, folder: Path) -> None:
            self.params = {"directory": folder}

        def find_root(self) -> Context:
            return self

    assert complete_runbook(Context(workspace), "LAG") == [("pg-lag", "Lag")]
    assert complete_runbook(Context(workspace), "x") == []
    assert complete_runbook(Context(workspace.parent / "nowhere"), "") == []
