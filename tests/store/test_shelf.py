"""Cards of runbooks are kept beside the repository, and never say what the files no longer say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revenant.store import shelf
from revenant.store.shelf import NAME, all_cards, cards_at
from revenant.store.workspace import Workspace
from tests.conftest import git

TEXT = "# {0}\n\n## Diagnosis\n\nLook.\n"


@pytest.fixture
def shelved(workspace: Path) -> Path:
    """A workspace with two runbooks and an index page, last touched a minute ago."""
    folder = workspace / "runbooks"
    folder.mkdir(exist_ok=True)
    for name in ("DiskFull", "PodDown", "README"):
        write(folder / f"{name}.md", TEXT.format(name), seconds_ago=60)
    return workspace


def write(path: Path, text: str, seconds_ago: int = 0) -> None:
    path.write_text(text)
    then = path.stat().st_mtime_ns - seconds_ago * 10**9
    os.utime(path, ns=(then, then))


def titles(root: Path) -> list[str]:
    return [card.title for card in all_cards(Workspace(root))]


def test_index_pages_have_no_card(shelved: Path) -> None:
    assert titles(shelved) == ["DiskFull", "PodDown"]


def test_what_is_kept_is_not_read_again(shelved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_cards(Workspace(shelved))
    monkeypatch.setattr(shelf, "_read", lambda *_: pytest.fail("a file was read again"))
    assert all_cards(Workspace(shelved)) == before


def test_a_changed_a_new_and_a_deleted_file_are_noticed(shelved: Path) -> None:
    assert titles(shelved) == ["DiskFull", "PodDown"]
    folder = shelved / "runbooks"
    write(folder / "DiskFull.md", TEXT.format("Disk is full"))
    write(folder / "ZoneDown.md", TEXT.format("ZoneDown"))
    (folder / "PodDown.md").unlink()
    assert titles(shelved) == ["Disk is full", "ZoneDown"]


@pytest.mark.parametrize("content", [b"", b"\x92\xc0", b"not what it was"])
def test_what_was_kept_may_be_broken(shelved: Path, content: bytes) -> None:
    place = Workspace(shelved).repository.private / NAME
    assert titles(shelved)
    place.write_bytes(content)
    assert titles(shelved) == ["DiskFull", "PodDown"]


def test_a_linked_and_an_unreadable_runbook_have_no_card(shelved: Path) -> None:
    (shelved / "runbooks" / "Linked.md").symlink_to("/etc/hostname")
    write(shelved / "runbooks" / "Broken.md", "---\na: [\n---\n# Broken\n", seconds_ago=60)
    assert "Linked" not in titles(shelved)


def test_cards_of_a_commit_are_those_of_its_files(shelved: Path) -> None:
    git(shelved, "add", "-A")
    git(shelved, "commit", "-q", "-m", "runbooks", GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.com",
        GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.com")  # fmt: skip
    head = git(shelved, "rev-parse", "HEAD").strip()
    write(shelved / "runbooks" / "DiskFull.md", TEXT.format("Changed"))
    then = cards_at(Workspace(shelved), head)
    assert [card.title for card in then] == ["DiskFull", "PodDown"]
    assert then[0].blob == git(shelved, "rev-parse", f"{head}:runbooks/DiskFull.md").strip()
