"""runbook run and drill of a hostile runbook: nothing but git is ever started."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BEN, Run

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
