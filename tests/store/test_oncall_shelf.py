"""The documents of oncall/ beside the repository: the same answers, no YAML parser, and never a stale one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from revenant.errors import InvalidFileError
from revenant.store.oncall import OncallStore, schedule_names
from revenant.store.oncall_shelf import NAME, oncall_cards
from revenant.store.workspace import Workspace
from tests.conftest import Run

SCHEDULE = """\
kind: Schedule
name: NAME
timezone: Europe/Berlin
layers:
- {start: 2026-01-05T09:00, every: 1w, members: [ana, ben]}
"""


def written(workspace: Path, name: str, text: str = SCHEDULE) -> Path:
    path = workspace / "oncall" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("NAME", name), encoding="utf-8")
    return path


def names(workspace: Path) -> list[str]:
    return [schedule.name for schedule in OncallStore(Workspace(workspace)).schedules]


def test_what_is_kept_is_what_was_read(workspace: Path) -> None:
    written(workspace, "one")
    first = oncall_cards(Workspace(workspace))
    assert (workspace / ".git" / "revenant" / NAME).is_file()
    assert oncall_cards(Workspace(workspace)) == first
    assert schedule_names(Workspace(workspace)) == [("one", "")]


def test_a_file_that_changed_comes_or_goes_is_noticed(workspace: Path) -> None:
    path = written(workspace, "one")
    assert names(workspace) == ["one"]
    path.write_text(path.read_text(encoding="utf-8").replace("name: one", "name: uno"), encoding="utf-8")
    written(workspace, "two")
    assert names(workspace) == ["two", "uno"]
    path.unlink()
    assert names(workspace) == ["two"]


@pytest.mark.parametrize("content", [b"", b"no msgpack", b"\x81\xa1a\x01"])
def test_what_was_kept_and_is_broken_is_read_again(workspace: Path, content: bytes) -> None:
    written(workspace, "one")
    (workspace / ".git" / "revenant").mkdir(exist_ok=True)
    (workspace / ".git" / "revenant" / NAME).write_bytes(content)
    assert names(workspace) == ["one"]


def test_a_broken_file_hides_nothing_of_the_others(workspace: Path) -> None:
    written(workspace, "one")
    written(workspace, "two", SCHEDULE.replace("1w", "weekly"))
    written(workspace, "three", SCHEDULE.replace("NAME", "one"))
    store = OncallStore(Workspace(workspace))
    assert [schedule.name for schedule in store.readable] == ["one"]
    assert [each.partition(": ")[0] for each in store.complaints] == ["oncall/two.yaml:5:29", "oncall/three.yaml:1:1"]
    with pytest.raises(InvalidFileError):
        _ = store.schedules


def test_who_tells_what_can_be_read_and_fails_only_for_what_cannot(run: Run, workspace: Path) -> None:
    written(workspace, "one")
    written(workspace, "two", SCHEDULE.replace("1w", "weekly"))
    every = run("oncall", "who", "--json")
    assert [each["schedule"] for each in every.json] == ["one"]
    assert every.exit_code == 3
    assert "oncall/two.yaml:5:29" in every.stderr
    asked = run("oncall", "who", "one")
    assert asked.exit_code == 0
    assert "oncall/two.yaml:5:29" in asked.stderr
    lost = run("oncall", "who", "two")
    assert lost.exit_code == 3
    assert "oncall/two.yaml:5:29" in lost.stderr


def test_a_warm_shelf_needs_no_parser(run: Run, workspace: Path) -> None:
    written(workspace, "one")
    run("oncall", "who")
    for name in [name for name in sys.modules if name.startswith("revenant.store.oncall_files")]:
        del sys.modules[name]
    old = time.time_ns() - 10**9
    os.utime(workspace / "oncall" / "one.yaml", ns=(old, old))
    run("oncall", "who")
    sys.modules.pop("revenant.store.oncall_files", None)
    assert run("oncall", "who").exit_code == 0
    assert "revenant.store.oncall_files" not in sys.modules
