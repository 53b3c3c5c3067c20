"""Which files are templates, and which are not read whatever they hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revenant.errors import UnsafePathError
from revenant.postmortems.templating import TemplateSet
from revenant.store.templates import MOST_BYTES, MOST_FILES, our_templates, read_templates, template_words
from revenant.store.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workspace" / "postmortem_templates"
    made.mkdir(parents=True)
    return made


def _read(folder: Path) -> TemplateSet:
    return read_templates(Workspace(folder.parent))


def _refused(folder: Path, name: str) -> str:
    found = _read(folder).find(name)
    assert found
    assert found.text == ""
    return found.refused


def test_the_teams_come_before_ours_and_ours_are_still_there(folder: Path) -> None:
    (folder / "base.md.j2").write_text("mine", encoding="utf-8")
    (folder / "parts").mkdir()
    (folder / "parts" / "x.j2").write_text("part", encoding="utf-8")
    found = _read(folder)
    assert [each.text for name in ("base.md.j2", "parts/x.j2") if (each := found.find(name))] == ["mine", "part"]
    ours = found.find("revenant/base.md.j2")
    assert ours
    assert ours.text == our_templates()[0].text
    assert found.find("revenant/parts/x.j2") is None
    assert {each.word for each in found.starts} == {"base", "data-loss", "security", "short"}


def test_without_a_folder_there_are_ours(tmp_path: Path) -> None:
    assert [each.name for each in read_templates(Workspace(tmp_path)).starts if not each.is_ours] == []


@pytest.mark.parametrize("inside", [True, False])
def test_a_link_is_not_followed(folder: Path, tmp_path: Path, inside: bool) -> None:
    target = (folder if inside else tmp_path) / "secret.txt"
    target.write_text("secret", encoding="utf-8")
    (folder / "link.md.j2").symlink_to(target)
    assert "not followed" in _refused(folder, "link.md.j2")


def test_a_linked_folder_is_not_entered(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md.j2").write_text("secret", encoding="utf-8")
    (folder / "sub").symlink_to(tmp_path / "elsewhere")
    assert _read(folder).find("sub/x.md.j2") is None


def test_no_folder_of_the_teams_takes_the_place_of_ours(folder: Path) -> None:
    (folder / "revenant").mkdir()
    (folder / "revenant" / "base.md.j2").write_text("mine", encoding="utf-8")
    found = _read(folder)
    assert found.named("revenant/base").text != "mine"
    assert "that come with revenant" in _refused(folder, "postmortem_templates/revenant/base.md.j2")


def test_a_linked_folder_of_templates_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "postmortem_templates").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafePathError):
        read_templates(Workspace(root))


def test_what_is_no_plain_readable_text_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md.j2")
    (folder / "large.md.j2").write_bytes(b"x" * (MOST_BYTES + 1))
    (folder / "latin.md.j2").write_bytes(b"\xe4")
    assert "not followed" in _refused(folder, "pipe.md.j2")
    assert "256 KiB" in _refused(folder, "large.md.j2")
    assert "UTF-8" in _refused(folder, "latin.md.j2")


def test_other_endings_and_hidden_files_are_no_templates(folder: Path) -> None:
    for name in ("x.md", "x.yaml", ".hidden.md.j2", "x.j2.bak"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md.j2").write_text("x", encoding="utf-8")
    assert _read(folder).teams == []


def test_there_are_only_so_many(folder: Path) -> None:
    for number in range(MOST_FILES + 2):
        (folder / f"t{number:04}.md.j2").write_text("x", encoding="utf-8")
    refused = [each.name for each in _read(folder).teams if each.refused]
    assert refused == ["t0200.md.j2", "t0201.md.j2"]


def test_words_for_completion_are_those_a_draft_may_start_from(folder: Path) -> None:
    for name in ("mine.md.j2", "_part.md.j2", "macros.j2"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "x.md.j2").write_text("x", encoding="utf-8")
    assert template_words(folder.parent) == ["base", "data-loss", "mine", "security", "short"]
