"""The write lock, and many processes at once: nobody's event is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from revenant.errors import WorkspaceLockedError, WriteFailedError
from revenant.store.lock import write_lock
from tests.conftest import Run, git


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    held = threading.Event()

    def first() -> None:
        with write_lock(tmp_path):
            held.set()
            time.sleep(0.2)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    held.wait()
    with write_lock(tmp_path):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_who_waits_too_long_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        write_lock(tmp_path),
        pytest.raises(WorkspaceLockedError, match=r"process .* is writing; nothing was written"),
        write_lock(tmp_path, wait=0.05),
    ):
        pass


def test_a_process_that_dies_leaves_no_lock(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys\nfrom revenant.store.lock import write_lock\n"
        "with write_lock(pathlib.Path(sys.argv[1])):\n    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 9
    with write_lock(tmp_path, wait=0.05):
        pass


def test_a_folder_that_cannot_be_made_is_an_expected_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteFailedError), write_lock(tmp_path / "file" / "revenant"):
        pass


def test_eight_processes_writing_at_once_lose_nothing(workspace: Path, opened: str, run: Run) -> None:
    loop = 'for n in 1 2 3 4 5; do "$0" -m revenant -C "$1" note "$2" "note $3-$n" --json >/dev/null || exit 1; done'
    writers = [
        subprocess.Popen(
            ["sh", "-c", loop, sys.executable, str(workspace), opened, str(number)], stderr=subprocess.PIPE
        )
        for number in range(8)
    ]
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 8, said
    notes = [event["text"] for event in run("show", opened, "--json").json["events"] if event["type"] == "NOTE_ADDED"]
    assert sorted(notes) == [f"note {number}-{n}" for number in range(8) for n in range(1, 6)]
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "rev-list", "--count", "HEAD").strip() == "42"
    git(workspace, "fsck", "--strict")
