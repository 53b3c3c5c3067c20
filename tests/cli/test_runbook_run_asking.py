"""runbook run on a terminal: who is asked what, and what is kept of whoever leaves."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from revenant.cli.runbook import asking
from revenant.cli.runbook.asking import Ended, matches_in_time
from revenant.runbooks.errors import PatternError
from tests.cli.walking import actions, typing
from tests.conftest import BEN, Clock, Run

pytestmark = pytest.mark.usefixtures("opened")


@pytest.mark.usefixtures("runbook")
def test_a_person_is_asked_step_by_step(run: Run, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    asked = typing(
        monkeypatch, "yes", "Bad", "db-1", "", "x", "failed", "5 s", "y", "d", "", "y", "m1", "M1", "d", "no", "", ""
    )
    done = run("runbook", "run", "lag")
    assert done.exit_code == 0
    assert actions(run) == [("D1", "failed", "INFO_ONLY"), ("D3", "done", "INFO_ONLY"), ("M1", "failed", "RISKY")]
    assert any("Go to D3?" in question for question in asked)
    assert sum("type M1 to take it" in question for question in asked) == 3
    assert "Rollback: `switchover --candidate $PRIMARY`" in done.stderr
    assert "not match" in done.stderr


@pytest.mark.usefixtures("runbook")
@pytest.mark.parametrize(("end", "code"), [(KeyboardInterrupt, 130), (EOFError, 0)])
def test_whoever_leaves_loses_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, end: type[BaseException], code: int
) -> None:
    typing(monkeypatch, "db-1", "done", "70 s", end)
    done = run("runbook", "run", "lag", "--yes")
    assert done.exit_code == code
    assert "1 step recorded" in done.stderr
    assert "not walked: D2, D3, M1; run it again" in done.stderr
    asked = typing(monkeypatch, "", "stop", "out of time")
    again = run("runbook", "run", "lag", "--yes")
    assert asked[0].startswith("REPLICA, Enter for db-1")
    assert "D1. Measure the lag of db-1  done already" in again.stdout
    assert actions(run)[1:] == [("D2", "stopped", "INFO_ONLY")]


@pytest.mark.usefixtures("runbook")
def test_who_does_not_agree_to_the_incident_records_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "n")
    assert run("runbook", "run", "lag").exit_code == 0
    assert actions(run) == []


@pytest.mark.usefixtures("runbook")
@pytest.mark.parametrize(("end", "code"), [(KeyboardInterrupt, 130), (EOFError, 0)])
@pytest.mark.parametrize("before", [(), ("yes",), ("yes", "db-1")])
def test_who_leaves_before_the_first_answer_records_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...], end: type[BaseException], code: int
) -> None:
    typing(monkeypatch, *before, end)
    assert run("runbook", "run", "lag").exit_code == code
    assert actions(run) == []


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a*)*b", "((a{0,99}){0,99}){0,99}b"])
def test_a_pattern_of_a_stranger_ends(pattern: str) -> None:
    with pytest.raises(PatternError, match="too long"):
        matches_in_time(pattern, "a" * 199 + "!")
    assert matches_in_time("a+", "aa")


@pytest.mark.parametrize("pattern", ["(", "x" * 501, "a{9999999999999999999999}"])
def test_a_pattern_that_is_none_is_named(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        matches_in_time(pattern, "a")
    assert "correct the pattern" in caught.value.hint


def test_an_end_of_input_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: (_ for _ in ()).throw(EOFError))
    with pytest.raises(Ended):
        asking.ask("?")


@pytest.mark.usefixtures("runbook")
def test_on_a_real_terminal(workspace: Path) -> None:
    """A pseudo-terminal of 80 columns: long commands are whole, what is typed is recorded, its end is no fault."""
    main, other = pty.openpty()
    command = [sys.executable, "-m", "revenant", "-C", str(workspace), "runbook", "run", "lag"]
    environment = os.environ | {"GIT_AUTHOR_EMAIL": BEN, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "80"}
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env=environment)
    os.close(other)
    os.write(main, b"yes\ndb-1\ndone\n70 s\n\x04")
    told = b""
    try:
        while block := os.read(main, 4096):
            told += block
    except OSError:
        pass  # Linux says so when the other end is closed
    assert process.wait() == 0
    os.close(main)
    assert b"psql -h db-1 -c 'select 1'" in told
    assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", told), "no colour where NO_COLOR is set"
    assert b"1 step recorded" in told
