"""Changes kept beside the repository are never believed wrongly, and damage is named each time."""

from __future__ import annotations

import os
import time
from pathlib import Path

from revenant.signals.changes import Change
from revenant.store.change_shelf import NAME, ChangeShelf
from revenant.store.changelog import CHANGES
from revenant.store.places import changes_path
from revenant.store.workspace import find_workspace
from tests.signals.test_changes import change

ONE, OTHER = change(30, id="00000001", summary="naïve “pool” \U0001f525"), change(20, id="00000002", recorded=None)
YESTERDAY = change(60 * 24, id="00000003")


def _write(root: Path, *changes: Change, torn: str = "") -> Path:
    path = changes_path(root, changes[0].at.date().isoformat())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join([CHANGES.empty.decode(), *map(CHANGES.line, changes), torn]), encoding="utf-8")
    past = time.time_ns() - 60_000_000_000
    os.utime(path, ns=(past, past))
    return path


def _all(root: Path) -> tuple[list[Change], list[str]]:
    said: list[str] = []
    return ChangeShelf(find_workspace(root), said.append).all(), said


def test_what_was_kept_is_what_was_read(workspace: Path) -> None:
    assert _all(workspace) == ([], [])
    _write(workspace, OTHER, ONE)
    _write(workspace, YESTERDAY)
    for _ in range(2):
        assert _all(workspace) == ([YESTERDAY, ONE, OTHER], [])
    assert (workspace / ".git" / "revenant" / NAME).exists()


def test_a_day_that_changed_or_went_is_not_remembered(workspace: Path) -> None:
    path = _write(workspace, ONE)
    _write(workspace, YESTERDAY)
    _all(workspace)
    _write(workspace, ONE, OTHER)
    assert _all(workspace)[0] == [YESTERDAY, ONE, OTHER]
    path.unlink()
    assert _all(workspace)[0] == [YESTERDAY]


def test_damage_is_said_every_time_and_the_rest_counts(workspace: Path) -> None:
    _write(workspace, ONE, torn="- {id: 0000")
    for _ in range(2):
        found, said = _all(workspace)
        assert found == [ONE]
        assert "a line cannot be read" in said[0]


def test_a_broken_shelf_is_made_anew(workspace: Path) -> None:
    _write(workspace, ONE)
    _all(workspace)
    (workspace / ".git" / "revenant" / NAME).write_bytes(b"\x00nonsense")
    assert _all(workspace)[0] == [ONE]
