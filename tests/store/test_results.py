"""Where results may be written, and that they are written whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from revenant.store.errors import ResultFailedError, ResultRefusedError
from revenant.store.results import check_place, write_result
from revenant.store.workspace import Workspace

HTML = (".html", ".htm")


@pytest.mark.parametrize(
    "name",
    [
        *("revenant.yaml", "services.yaml", "incidents/2026/11/INC-20261123-7F3K9.yaml", "incidents/new.html"),
        *("changes/2026/11/23.yaml", "runbooks/pg.html", "postmortem_templates/x.html", ".git/config", ".git/x.html"),
        "reports/../incidents/x.html",
    ],
)
def test_nothing_goes_over_the_record(workspace: Path, name: str) -> None:
    with pytest.raises(ResultRefusedError, match="belongs to the record"):
        check_place(Workspace(workspace), workspace / name, HTML)


def test_a_link_to_the_record_is_seen_through(workspace: Path) -> None:
    (workspace / "report.html").symlink_to("revenant.yaml")
    with pytest.raises(ResultRefusedError):
        check_place(Workspace(workspace), workspace / "report.html", HTML)


@pytest.mark.parametrize("name", ["notes.md", "Makefile", "page.html.bak"])
def test_a_file_of_another_kind_is_left_alone(workspace: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(ResultRefusedError, match="another kind") as caught:
        check_place(Workspace(workspace), tmp_path / name, HTML)
    assert ".html or .htm" in caught.value.hint


@pytest.mark.parametrize("name", ["report.html", "REPORT.HTML", "page.htm", "incidents.html"])
def test_one_of_the_same_kind_and_a_new_one_are_written(workspace: Path, name: str) -> None:
    check_place(Workspace(workspace), workspace / name, HTML)
    (workspace / name).write_text("old")
    check_place(Workspace(workspace), workspace / name, HTML)


def test_what_was_there_keeps_its_mode_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    path.chmod(0o640)
    write_result(path, "neu ✓\n")
    assert path.read_text(encoding="utf-8") == "neu ✓\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    write_result(tmp_path / "link.html", "new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "new"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_result(pipe, "new")
    reader.join(10)
    assert read == ["new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["folder", "nowhere/x.html", "file/x.html", "name" * 100])
def test_what_cannot_be_written_is_an_error_with_the_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(ResultFailedError, match="nothing was written"):
        write_result(tmp_path / name, "x")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResultFailedError) as caught:
        write_result(tmp_path / "no" / "where.html", "x")
    assert caught.value.message.endswith(f"there is no folder {tmp_path / 'no'}; nothing was written")
    assert caught.value.hint == "make the folder first, or name one that is there"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_one(small_disk: Path) -> None:
    path = small_disk / "report.html"
    path.write_text("old")
    with pytest.raises(ResultFailedError, match="No space"):
        write_result(path, "x" * 3_000_000)
    assert path.read_text() == "old"
    assert [each.name for each in small_disk.iterdir()] == ["report.html"]
