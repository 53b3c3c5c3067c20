"""Sizes, clocks and disks at their worst: slow at most, never wrong."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from revenant.incidents.operations import note
from revenant.store.index import NAME, ask_index
from revenant.store.log import append_events, read_log
from revenant.store.workspace import find_workspace
from tests.conftest import Clock, Run
from tests.incidents.making import stamp


def _log(workspace: Path) -> Path:
    return next(workspace.glob("incidents/*/*/*.yaml"))


def test_ten_thousand_events_in_one_log(run: Run, workspace: Path, opened: str) -> None:
    append_events(_log(workspace), [note(stamp(number), f"n {number}") for number in range(10_000)], workspace / "torn")
    assert run("ack", "--at", "2026-11-23T12:00:00Z").exit_code in (0, 3)
    assert len(run("show", opened, "--json").json["events"]) >= 10_001
    assert run("list", "--text", "n 9999", "--json").json[0]["id"] == opened
    assert run("lint").exit_code in (0, 1)


def test_a_log_of_five_megabytes(run: Run, workspace: Path, opened: str) -> None:
    text = "x" * 49_000
    append_events(_log(workspace), [note(stamp(number), text) for number in range(105)], workspace / "torn")
    assert _log(workspace).stat().st_size > 5 * 10**6
    assert run("note", opened, "still works").exit_code == 0
    assert run("show", opened).exit_code == 0
    assert run("search", "works", "--json").json[0]["id"] == opened


def test_a_log_with_windows_line_ends(run: Run, workspace: Path, opened: str) -> None:
    path = _log(workspace)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("ack", "--json").json["status"] == "ACKNOWLEDGED"
    assert read_log(path).broken == []
    assert "IN019" in run("lint").stdout


def test_a_clock_set_back(run: Run, opened: str, clock: Clock) -> None:
    clock.advance("1 h")
    run("ack")
    clock.now -= timedelta(minutes=30)
    result = run("mitigate", "--json")
    assert (result.exit_code, result.json["status"]) == (0, "MITIGATED")
    assert "behind the record" in result.stderr
    event = result.json["events"][-1]
    assert (event["at"], event["recorded"]) == ("2026-11-23T13:00:00Z", "2026-11-23T12:30:00Z")


def test_an_index_folder_that_cannot_be_written(run: Run, workspace: Path, opened: str) -> None:
    private = workspace / ".git" / "revenant"
    for path in sorted(private.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    private.rmdir()
    private.write_text("a file where the folder should be")
    assert run("list", "--json").json[0]["id"] == opened
    assert run("search", "checkout", "--json").json[0]["id"] == opened
    assert "read" in run("doctor").stdout


def test_a_full_disk_under_the_index(run: Run, opened: str, small_disk: Path, workspace: Path) -> None:
    private = workspace / ".git" / "revenant"
    moved = small_disk / "revenant"
    private.rename(workspace / "aside")
    moved.mkdir()
    private.symlink_to(moved)
    (small_disk / "filler").write_bytes(b"x" * (1000 * 1024))
    assert run("list", "--json").json[0]["id"] == opened


def test_readers_and_writers_at_once_all_answer(workspace: Path, opened: str) -> None:
    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "revenant", "-C", str(workspace), *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    writers = [start("note", opened, f"w{number}") for number in range(6)]
    readers = [start("list", "--json") for _ in range(6)]
    assert [reader.communicate(timeout=60)[0].count(opened.encode()) for reader in readers] == [1] * 6
    assert [writer.communicate(timeout=60) and writer.returncode for writer in writers] == [0] * 6
    survey = ask_index(find_workspace(workspace), lambda index: index.survey())
    assert survey is not None
    assert len(survey.summaries[0].snapshot.notes) == 6


def test_the_index_can_be_built_anew_by_hand(run: Run, workspace: Path, opened: str) -> None:
    run("list")
    index = workspace / ".git" / "revenant" / NAME
    index.write_bytes(b"broken")
    result = run("doctor", "--rebuild")
    assert "1 incident\n" in result.stderr
    assert index.stat().st_size > 1000


def test_an_event_years_ahead_leads_no_other(run: Run, workspace: Path, opened: str) -> None:
    from datetime import UTC, datetime

    far = note(stamp(0), "from a broken clock")
    far = type(far)(id=far.id, at=datetime(2099, 1, 1, tzinfo=UTC), by=far.by, text=far.text)
    append_events(_log(workspace), [far], workspace / "torn")
    result = run("mitigate", "--json")
    assert (result.exit_code, result.json["mitigated_at"]) == (0, "2026-11-23T12:00:00Z")
    assert "2099" in result.stderr
