"""Work shared out to copies of the process comes to what it comes to here, and fails as it fails here."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from revenant.store import sharing
from revenant.store.sharing import is_worth_sharing, share_out, share_singly
from tests.conftest import Run


@pytest.fixture
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_copies", lambda: 3)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # pytest's workers have threads; lint has none


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.usefixtures("three_cores")
def test_every_item_is_worked_on_once() -> None:
    assert sorted(each for part in share_out(squares, range(10)) for each in part) == squares(range(10))
    assert share_out(squares, []) == [[], [], []]


@pytest.mark.usefixtures("three_cores")
def test_the_copies_do_their_part() -> None:
    assert len({pid for (pid,) in share_out(lambda part: [os.getpid() for _ in part], range(3))}) == 3


@pytest.mark.usefixtures("three_cores")
def test_a_mistake_in_a_copy_is_seen_here() -> None:
    with pytest.raises(ZeroDivisionError):
        share_out(lambda part: [1 // number for number in part], [1, 1, 0])


def test_little_work_is_done_here(tmp_path: Path, three_cores: None) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"x")
    large.write_bytes(b"x" * 2**17)
    assert not is_worth_sharing([small, tmp_path / "gone"])
    assert is_worth_sharing([small, large])


def test_lint_says_the_same_shared_out_or_not(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace / "runbooks"
    folder.mkdir(exist_ok=True)
    for number in range(40):
        text = f"# Alert{number}Down\n\n## Symptom\n\n[gone](x{number}.md) [far](https://example.com)\n\n## Impact\n\n"
        (folder / f"Alert{number}Down.md").write_text(text + "word " * 600)
    (folder / "TwinDown.md").write_text("# Alert7Down\n")
    alone = run("lint", "--format", "json")
    monkeypatch.setattr(sharing, "_copies", lambda: 3)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    shared = run("lint", "--format", "json")
    assert len(alone.json) > 80
    assert (shared.json, shared.stderr) == (alone.json, alone.stderr)


def test_single_items_come_back_in_order_whoever_did_them(three_cores: None) -> None:
    assert share_singly(lambda item: (item * 2, os.getpid() > 0), [*range(40)]) == [(n * 2, True) for n in range(40)]
    assert share_singly(str, []) == []


def test_a_single_item_that_fails_in_a_copy_is_done_here(three_cores: None) -> None:
    here = os.getpid()

    def work(item: int) -> int:
        time.sleep(0.01)  # so that the copies get some
        if os.getpid() != here:
            raise ValueError
        return item

    assert share_singly(work, [*range(9)]) == [*range(9)]
