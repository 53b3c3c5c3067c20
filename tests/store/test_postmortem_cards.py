"""Cards say what the files say, whether the index gave them or not."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from revenant.postmortems.card import PostmortemCard
from revenant.store import postmortem_cards
from revenant.store.postmortem_cards import all_cards, all_filed, read_card
from revenant.store.workspace import find_workspace
from tests.conftest import Run
from tests.postmortem_files import write


def test_a_card_holds_the_front_matter_the_title_and_the_tasks(run: Run, workspace: Path, opened: str) -> None:
    path = write(workspace, opened)
    (filed,) = all_filed(find_workspace(workspace))
    card = filed.card
    assert (card.path, card.incident) == (path.relative_to(workspace).as_posix(), opened)
    assert (card.title, card.status, card.owner) == ("Checkout", "draft", "ben@example.com")
    assert [item.key for item in card.actions()] == ["A1", "A2", "L15"]
    assert filed.incident is not None
    assert filed.incident.services == ["checkout"]


def test_a_postmortem_without_a_log_has_no_incident(workspace: Path) -> None:
    folder = workspace / "incidents" / "2026" / "11"
    folder.mkdir(parents=True)
    (folder / "INC-20261101-00001.postmortem.md").write_text("# Alone\n## Todo\n- [ ] x")
    (filed,) = all_filed(find_workspace(workspace))
    assert (filed.incident, len(filed.card.actions())) == (None, 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"---\nschema: revenant/postmortem@1\n---\n# T",
        b"---\n[broken\n---\n## Actions\n- [ ] \xff\xfe **A1** (owner: \xff)",
        b"---\nnever ends\n- [ ] x",
        b"\xef\xbb\xbf---\nschema: revenant/postmortem@1\nincident: x\nstatus: final\n---\n## Action items\n- [x] a",
        b"## Action items\r\n- [ ] a\r\n" * 3,
    ],
)
def test_any_file_has_a_card_that_can_be_kept(content: bytes) -> None:
    card = read_card("incidents/2026/11/INC-20261101-00001.postmortem.md", content)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(card), type=PostmortemCard) == card


def test_a_link_and_a_folder_are_no_postmortems(workspace: Path, opened: str, tmp_path: Path) -> None:
    path = write(workspace, opened)
    (tmp_path / "outside.md").write_text("## Action items\n- [ ] secret")
    path.unlink()
    path.symlink_to(tmp_path / "outside.md")
    assert all_cards(find_workspace(workspace)) == []


def test_others_are_read_once_and_again_when_they_change(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, folder = workspace / "revenant.yaml", workspace / "reviews"
    settings.write_text(settings.read_text() + "postmortems: {folders: [reviews, incidents]}\n")
    folder.mkdir()
    for name in ("one", "two"):
        path = folder / f"{name}.md"
        path.write_text(f"# {name}\n## Todo\n- [ ] x")
        os.utime(path, ns=(10**18, 10**18))
    before = all_cards(find_workspace(workspace))
    assert [(card.title, card.incident, len(card.actions())) for card in before] == [("one", "", 1), ("two", "", 1)]
    read: list[str] = []

    def noted(name: str, content: bytes) -> PostmortemCard:
        read.append(name)
        return read_card(name, content)

    monkeypatch.setattr(postmortem_cards, "read_card", noted)
    assert all_cards(find_workspace(workspace)) == before
    assert read == []
    (folder / "two.md").write_text("# 2\n## Todo\n- [x] x")
    assert [card.title for card in all_cards(find_workspace(workspace))] == ["one", "2"]
    assert read == ["reviews/two.md"]
