"""runbook run: shown, asked, recorded at once, taken up again; and nothing is ever executed."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from revenant.cli.runbook import asking, recording, walking
from revenant.cli.runbook.asking import Ended, matches_in_time
from revenant.runbooks.errors import PatternError
from tests.conftest import BEN, Clock, Run, git
from tests.runbooks.making import LEGACY, WALK

D1 = "inputs: {REPLICA: db-1}\nsteps:\n  D1: {outcome: done, observed: 70 s}\n"
ALL = D1 + "  D2: skipped\n  D3: done\n  M1: {outcome: failed, confirm: M1, observed: no replica}\n"


@pytest.fixture
def runbook(workspace: Path, opened: str) -> Path:
    path = workspace / "runbooks" / "pg-lag.md"
    path.parent.mkdir()
    path.write_text(WALK, encoding="utf-8")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "-m", "A runbook")
    return path


def actions(run: Run) -> list[tuple[str, str, str]]:
    return [(each["step"], each["outcome"], each["category"]) for each in run("show", "--json").json["actions"]]


def commits(workspace: Path) -> list[str]:
    return git(workspace, "log", "--format=%s", "--reverse").splitlines()


@pytest.mark.usefixtures("runbook")
def test_each_step_is_one_commit_labelled_simulated(run: Run, opened: str, workspace: Path) -> None:
    (workspace / "staged").write_text("mine")
    git(workspace, "add", "staged")
    before = len(commits(workspace))
    done = run("runbook", "run", "lag", "--outcomes", "-", stdin=ALL)
    assert done.exit_code == 0
    assert commits(workspace)[before:] == [
        f"{opened}: pg-lag {step} (simulated)" for step in ("D1 done", "D2 skipped", "D3 done", "M1 failed")
    ]
    assert git(workspace, "status", "--porcelain") == "A  staged\n"
    assert all("[Demo only / simulated]" in line for line in done.stdout.splitlines() if " → " in line)
    shown = run("show", "--json").json
    assert shown["tags"] == ["lag"]
    assert [(link["relation"], link["target"]) for link in shown["links"]] == [("ticket", "https://example.com/OPS-1")]
    (attached,) = shown["runbooks"]
    assert attached["blob"] == git(workspace, "hash-object", "runbooks/pg-lag.md").strip()
    assert {each["blob"] for each in shown["actions"]} == {attached["blob"]}
    first = shown["actions"][0]
    assert (first["text"], first["observed"], first["simulated"]) == ("psql -h db-1 -c 'select 1'", "70 s", True)
    assert first["inputs"] == {"REPLICA": "db-1"}
    assert run("show").stdout.count("[Demo only / simulated]") == 4
    assert run("audit").exit_code == 0


@pytest.mark.usefixtures("runbook")
def test_it_is_taken_up_where_it_was_left(run: Run) -> None:
    run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    again = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert (again.exit_code, "D1 is recorded already" in again.stderr) == (3, True)
    on = run("runbook", "run", "lag", "--outcomes", "-", "--json", stdin="steps: {D2: done}").json["run"]
    assert (on["already_recorded"], on["not_walked"], on["inputs"]) == (["D1"], ["D3", "M1"], {"REPLICA": "db-1"})
    run("runbook", "run", "lag", "--outcomes", "-", "--again", stdin=D1)
    assert [step for step, *_ in actions(run)] == ["D1", "D2", "D1"]


def test_steps_that_have_changed_are_walked_anew(run: Run, runbook: Path) -> None:
    run("runbook", "run", "lag", "--outcomes", "-", stdin=D1 + "  D2: done\n")
    runbook.write_text(WALK.replace("select 1", "select 2"))
    done = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert done.exit_code == 0
    assert "pg-lag has changed since it was walked here; steps as before: D2" in done.stderr
    assert len(run("show", "--json").json["runbooks"]) == 2


@pytest.mark.usefixtures("runbook")
@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (D1 + "  M1: done\n", "M1 is RISKY: it needs `confirm: M1`"),
        (D1 + "  M1: {outcome: done, confirm: y}\n", "needs `confirm: M1`"),
        (D1 + "  M9: done\n", "no step M9"),
        ("inputs: {REPLICA: 'a b'}\nsteps: {D1: done}", "does not match"),
        ("inputs: {REPLIKA: a}\nsteps: {D1: done}", "no such input"),
        ("steps: {D1: splendid}", "-:1:9"),
        ("steps: [", "-:"),
        ("\xff", "-:"),
    ],
)
def test_what_cannot_be_recorded_is_refused_as_a_whole(run: Run, workspace: Path, said: str, complaint: str) -> None:
    before = commits(workspace)
    done = run("runbook", "run", "lag", "--outcomes", "-", stdin=said)
    assert done.exit_code == 3
    assert complaint in done.stderr
    assert commits(workspace) == before


@pytest.mark.usefixtures("runbook")
def test_without_a_terminal_and_outcomes_the_steps_are_printed(run: Run, workspace: Path) -> None:
    before = commits(workspace)
    done = run("runbook", "run", "lag", "--input", "REPLICA=db-1")
    assert done.exit_code == 3
    assert "--outcomes FILE" in done.stderr
    assert "    switchover --candidate db-1\n" in done.stdout
    assert done.stdout.count("Demo only / simulated") == 4
    assert [card["step"] for card in run("runbook", "run", "lag", "--json").json] == ["D1", "D2", "D3", "M1"]
    assert run("runbook", "run", "lag", "--section", "mitigation").stdout.count("Demo only") == 1
    assert run("runbook", "run", "lag", "--from", "d3").stdout.count("Demo only") == 2
    assert commits(workspace) == before


@pytest.mark.usefixtures("runbook")
def test_a_dry_run_and_no_commit(run: Run, workspace: Path) -> None:
    before = commits(workspace)
    assert run("runbook", "run", "lag", "-n", "--outcomes", "-", stdin=ALL).stdout.startswith("would record: ")
    assert (actions(run), git(workspace, "status", "--porcelain")) == ([], "")
    run("runbook", "run", "lag", "--no-commit", "--outcomes", "-", stdin=D1)
    assert [step for step, *_ in actions(run)] == ["D1"]
    assert commits(workspace) == before


@pytest.mark.usefixtures("runbook")
def test_a_run_belongs_to_one_incident(run: Run, opened: str) -> None:
    run("open", "Another", "-s", "SEV4")
    two = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert (two.exit_code, "add --incident" in two.stderr) == (3, True)
    assert run("runbook", "run", "lag", "--incident", opened, "--outcomes", "-", stdin=D1).exit_code == 0
    for it in run("list", "--json").json:
        run("resolve", it["id"])
    none = run("runbook", "run", "lag", "--outcomes", "-", stdin=D1)
    assert (none.exit_code, "revenant runbook drill pg-lag" in none.stderr) == (3, True)


def test_a_legacy_runbook_is_walked_by_its_commands(run: Run, runbook: Path) -> None:
    (runbook.parent / "old.md").write_text(LEGACY)
    said = "steps:\n  D1: {outcome: done, confirm: D1}\n  M1: skipped\n"
    assert run("runbook", "run", "old", "--outcomes", "-", stdin=said).exit_code == 0
    assert actions(run) == [("D1", "done", "UNCLASSIFIED"), ("M1", "skipped", "UNCLASSIFIED")]


# --- on a terminal --------------------------------------------------------------------------


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str | type[BaseException]) -> list[str]:
    """Somebody sits at the terminal and types these lines; what was asked is returned."""
    asked: list[str] = []
    left: Iterator[str | type[BaseException]] = iter(lines)

    def read(question: str) -> str:
        asked.append(question)
        line = next(left)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", read)
    for module in (asking, walking, recording):
        monkeypatch.setattr(module, "can_ask", lambda _: True)
    return asked


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


# --- nothing is ever executed ---------------------------------------------------------------

HOSTILE = """\
---
schema: revenant/runbook@1
id: evil
inputs: [{name: A, pattern: '.*'}]
---
# $(touch pwned)
## Diagnosis
### D1. `touch pwned` {{ 7*7 }} — INFO_ONLY
~~~bash
echo $(touch pwned) `touch pwned` {{ ''.__class__ }} $A
touch pwned; ${A}
~~~
- **Records:** tag=$(touch pwned); note=\x1b[31m`touch pwned`; link=file:///etc/passwd
- **Verify:** $(touch pwned)
### D2. ]0;owned — INFO_ONLY
~~~{.bash exec="touch pwned"}
!touch pwned
~~~
"""
HOSTILE_SAID = "inputs: {A: '$(touch pwned); `touch pwned` {{ 7*7 }}'}\nsteps: {D1: done, D2: {outcome: failed}}\n"


@pytest.fixture
def evil(workspace: Path, opened: str) -> Path:
    (workspace / "runbooks").mkdir()
    (workspace / "runbooks" / "evil.md").write_text(HOSTILE)
    return workspace


_STARTS: list[tuple[str, Any]] = []
_LISTENING = threading.Event()


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _LISTENING.is_set() and event in (
        "subprocess.Popen", "os.exec", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn"
    ):  # fmt: skip
        _STARTS.append((event, arguments))


def test_no_process_but_git_is_started_for_a_hostile_runbook(run: Run, evil: Path) -> None:
    sys.addaudithook(_listen)  # cannot be taken away again, so it listens only here
    _STARTS.clear()
    _LISTENING.set()
    try:
        done = run("runbook", "run", "evil", "--outcomes", "-", stdin=HOSTILE_SAID)
        drilled = run("runbook", "drill", "evil", "--outcomes", "-", stdin=HOSTILE_SAID)
        run("show")
        run("lint")
    finally:
        _LISTENING.clear()
    assert (done.exit_code, drilled.exit_code) == (0, 0)
    assert {(event, arguments[0], arguments[1][0]) for event, arguments in _STARTS} == {
        ("subprocess.Popen", "git", "git")
    }
    assert not list(evil.rglob("pwned"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", done.stdout + done.stderr + drilled.stdout)


_NO_STRACE = shutil.which("strace") is None


@pytest.mark.skipif(_NO_STRACE and not os.environ.get("CI"), reason="needs strace to see what is executed")
def test_the_system_sees_no_program_but_git(evil: Path, tmp_path: Path) -> None:
    assert not _NO_STRACE, "CI has to have strace"
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "revenant", "-C", str(evil), "runbook", "run", "evil", "--outcomes", "-"]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=execve,execveat", "-o", str(trace), *command],
        env=os.environ | {"GIT_AUTHOR_EMAIL": BEN},
        input=HOSTILE_SAID,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    started = re.findall(r'execve(?:at)?\((?:[^"]*)"([^"]+)".* = 0$', trace.read_text(), re.MULTILINE)
    assert [Path(name).name for name in started[:1]] == [Path(sys.executable).name]
    assert {Path(name).name for name in started[1:]} == {"git"}
    assert not list(evil.rglob("pwned"))


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
