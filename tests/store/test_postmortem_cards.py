"""Cards say what the files say, whether the index gave them or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenant.postmortems.card import PostmortemCard
from revenant.store.postmortem_cards import all_cards, all_filed, read_card
from revenant.store.workspace import find_workspace
from tests.cli.test_action import write
from tests.conftest import Run


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
    write(workspace, "INC-20261101-00001") if (workspace / "incidents").exists() else None
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
    import msgspec

    card = read_card("incidents/2026/11/INC-20261101-00001.postmortem.md", content)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(card), type=PostmortemCard) == card


def test_a_link_and_a_folder_are_no_postmortems(workspace: Path, opened: str, tmp_path: Path) -> None:
    path = write(workspace, opened)
    (tmp_path / "outside.md").write_text("## Action items\n- [ ] secret")
    path.unlink()
    path.symlink_to(tmp_path / "outside.md")
    assert all_cards(find_workspace(workspace)) == []
