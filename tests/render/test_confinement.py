"""Work in a copy of this process: what it may take, and what becomes of one that does not stop."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from revenant.render.confinement import Limits, NotDoneError, TookTooLongError, alarm, confined

SHORT = Limits(seconds=0.2, memory=64 * 2**20, output=1000)


def test_the_result_comes_back_as_data() -> None:
    assert confined(lambda: {"a": [1, "ü", None]}, SHORT) == {"a": [1, "ü", None]}


def test_nothing_of_it_happens_here() -> None:
    here: list[int] = []
    confined(lambda: here.append(1), SHORT)
    assert here == []


def test_one_that_sleeps_is_ended() -> None:
    with pytest.raises(NotDoneError, match=r"takes longer than 0\.2 s"):
        confined(lambda: time.sleep(60), SHORT)


def test_one_that_dies_is_told() -> None:
    with pytest.raises(NotDoneError, match="ended by signal 9"):
        confined(lambda: os.kill(os.getpid(), signal.SIGKILL), SHORT)
    with pytest.raises(NotDoneError, match="before it had a result"):
        confined(lambda: os._exit(0), SHORT)


def test_memory_is_limited() -> None:
    with pytest.raises(NotDoneError, match="before it had a result"):
        confined(lambda: len("a" * 2**30), SHORT)


def test_it_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotDoneError):
        confined(lambda: (tmp_path / "x").write_text("x"), SHORT)
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_text() == ""


def test_too_large_an_answer_is_not_read() -> None:
    with pytest.raises(NotDoneError):
        confined(lambda: "a" * 10**6, SHORT)


def test_no_copy_is_left_behind() -> None:
    with pytest.raises(NotDoneError):
        confined(lambda: time.sleep(60), SHORT)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_swallowed_alarm_rings_again() -> None:
    def swallow() -> None:
        with alarm(0.05):
            with suppress(TookTooLongError):
                time.sleep(5)
            time.sleep(5)

    with pytest.raises(TookTooLongError):
        swallow()
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_system_without_copies_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(NotDoneError, match="cannot make"):
        confined(lambda: 1, SHORT)
