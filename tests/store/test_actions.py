"""Writing one line of a postmortem: under the lock, against what is there now, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.errors import NothingToDoError, RevenantError, UnsafePathError
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.actions.editing import Edit
from revenant.postmortems.errors import AmbiguousActionError, ChangedMeanwhileError, UnknownActionError
from revenant.store.actions import ActionStore
from revenant.store.incidents import IncidentStore
from revenant.store.ledger import Writer
from revenant.store.workspace import find_workspace
from tests.conftest import BEN, START, git
from tests.postmortem_files import write

WRITER = Writer(by=BEN, now=START)


@pytest.fixture
def path(workspace: Path, opened: str) -> Path:
    return write(workspace, opened)


@pytest.fixture
def store(workspace: Path) -> ActionStore:
    found = find_workspace(workspace)
    return ActionStore(found, IncidentStore(found, print), print)


def _tick(_: ActionItem) -> Edit:
    return Edit(done=True)


def test_a_file_that_changes_while_it_is_edited_is_left_alone(store: ActionStore, path: Path) -> None:
    def decide(item: ActionItem) -> Edit:
        path.write_text(path.read_text() + "Somebody saved this.\n")
        return _tick(item)

    with pytest.raises(ChangedMeanwhileError):
        store.edit(path, "A1", WRITER, decide, "done")
    assert "[x]" not in path.read_text()
    assert path.read_text().endswith("Somebody saved this.\n")


def test_bytes_that_are_no_text_and_mixed_ends_of_lines_stay(store: ActionStore, path: Path, workspace: Path) -> None:
    content = path.read_bytes().replace(b"Nobody has this one", b"Nobody \xff\xfe has\r\nthis") + b"\xc3\r\nno end"
    path.write_bytes(content)
    git(workspace, "commit", "-qam", "as others left it")
    store.edit(path, "A1", WRITER, _tick, "done")
    assert path.read_bytes() == content.replace(b"[ ] **A1**", b"[x] **A1**")


def test_what_is_so_already_is_no_commit(store: ActionStore, path: Path, workspace: Path) -> None:
    store.edit(path, "A1", WRITER, _tick, "done")
    head = git(workspace, "rev-parse", "HEAD")
    with pytest.raises(NothingToDoError):
        store.edit(path, "A1", WRITER, _tick, "done")
    assert git(workspace, "rev-parse", "HEAD") == head


def test_the_mode_of_the_file_stays(store: ActionStore, path: Path) -> None:
    path.chmod(0o600)
    store.edit(path, "A1", WRITER, _tick, "done")
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_id_that_stands_twice_is_nobody(store: ActionStore, path: Path) -> None:
    path.write_text(path.read_text().replace("**A2**", "**A1**"))
    with pytest.raises(AmbiguousActionError, match=r"md:11, .*md:13"):
        store.read(path, "A1")
    assert store.read(path, "l13")[1].line == 13
    with pytest.raises(UnknownActionError, match="has no action item 'A2'"):
        store.read(path, "A2")


def test_a_link_out_of_the_workspace_is_not_followed(store: ActionStore, path: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)
    with pytest.raises(UnsafePathError):
        store.edit(path, "A1", WRITER, _tick, "done")
    assert "[x]" not in outside.read_text()


def test_a_full_disk_or_no_permission_leaves_it(
    store: ActionStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("revenant.store.growing.os.replace", refuse)
    with pytest.raises(RevenantError, match="No space left"):
        store.edit(path, "A1", WRITER, _tick, "done")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
