"""The log on disk: torn tails, hand edits, kills and full disks never cost what was acknowledged."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from revenant.errors import WriteFailedError
from revenant.incidents.events import AnyEvent, NoteAdded
from revenant.incidents.log import SCHEMA, Fault
from revenant.store.log import append_events, create_log, event_line, parse_log, read_log
from tests.incidents.making import ID, opened, stamp

HEADER = f"schema: {SCHEMA}\nid: {ID}\nevents:\n"
FIRST, SECOND, THIRD = (opened(), *(stamp(n).event(NoteAdded, text=f"naïve\n“note” {n} \U0001f525") for n in (1, 2)))


def content(*events: AnyEvent) -> bytes:
    return (HEADER + "".join(event_line(event) for event in events)).encode()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / f"{ID}.yaml"
    path.write_bytes(content(FIRST, SECOND))
    return path


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    return tmp_path / "torn"


def test_a_whole_log_is_read_with_its_lines(log: Path) -> None:
    found = read_log(log)
    assert (found.id, found.events, found.lines, found.broken, found.torn) == (ID, [FIRST, SECOND], [4, 5], [], "")


def test_events_are_added_and_nothing_before_them_changes(log: Path, torn: Path) -> None:
    append_events(log, [THIRD], torn)
    assert log.read_bytes() == content(FIRST, SECOND, THIRD)
    assert not torn.exists()


def test_a_kill_at_any_byte_of_a_write_is_never_read_as_truth_unless_whole(log: Path, torn: Path) -> None:
    whole, line = content(FIRST, SECOND), event_line(SECOND).encode()
    for kept in range(len(line) + 1):
        cut = content(FIRST) + line[:kept]
        found = parse_log(cut)
        survived = kept >= len(line) - 1
        assert found.events == ([FIRST, SECOND] if survived else [FIRST]), kept
        assert not found.broken
        assert bool(found.torn) == (kept > 0 and not survived)
        log.write_bytes(cut)
        append_events(log, [THIRD], torn)
        assert log.read_bytes() == (whole if survived else content(FIRST)) + event_line(THIRD).encode()


def test_a_torn_last_line_is_kept_beside(log: Path, torn: Path) -> None:
    log.write_bytes(content(FIRST, SECOND)[:-20])
    append_events(log, [THIRD], torn)
    (kept,) = torn.iterdir()
    assert kept.read_bytes() == event_line(SECOND).encode()[:-20]
    assert kept.name == f"{ID}-{len(content(FIRST))}.txt"


def test_a_second_torn_line_at_the_same_place_is_kept_too(log: Path, torn: Path) -> None:
    for _ in range(2):
        log.write_bytes(content(FIRST) + b"- {torn")
        append_events(log, [THIRD], torn)
    assert b"".join(path.read_bytes() for path in torn.iterdir()) == b"- {torn- {torn"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b"- {id", b"# a remark\n- {id", 1),
        lambda text: text.replace(b"\nevents", b"\n\nevents").replace(b"\n\nevents", b"\nevents"),
        lambda text: text + b"\n",
        lambda text: text.replace(b"NOTE_ADDED", b"'NOTE_ADDED'"),
        lambda text: text.replace(b", by:", b",  by:"),
        lambda text: text.rstrip(b"\n"),
    ],
)
def test_a_log_touched_by_an_editor_is_still_read(change: Callable[[bytes], bytes], log: Path, torn: Path) -> None:
    log.write_bytes(change(content(FIRST, SECOND)))
    assert (read_log(log).events, read_log(log).broken) == ([FIRST, SECOND], [])
    append_events(log, [THIRD], torn)
    assert (read_log(log).events, read_log(log).broken) == ([FIRST, SECOND, THIRD], [])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("<<<<<<< HEAD", "conflict"),
        ("=======", "conflict"),
        (">>>>>>> theirs", "conflict"),
        ("- {id: k3v9x2qd", "expected"),
        ("- {id: k3v9x2qd, at: noon, type: NOTE_ADDED, by: x}", "datetime"),
        ("- {id: k3v9x2qd, at: 2026-11-23T10:00:00, type: NOTE_ADDED, by: x, text: y}", "timezone"),
        ("- {id: k3v9x2qd, id: x1c4t8re}", "twice"),
        ("- [1, 2]", "not an event line"),
        ("{id: k3v9x2qd}", "not an event line"),
        ("  - {id: k3v9x2qd}", "not an event line"),
        ("- {}", "missing required field"),
        ("\x00\x00\x00\x00", "not an event line"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(row: str, why: str) -> None:
    found = parse_log(content(FIRST) + row.encode() + b"\n" + event_line(SECOND).encode())
    assert found.events == [FIRST, SECOND]
    assert found.lines == [4, 6]
    (broken,) = found.broken
    assert (broken.line, broken.text) == (5, row)
    assert (broken.fault is Fault.CONFLICT) == (why == "conflict")
    assert broken.col >= 1
    assert why in broken.why


@pytest.mark.parametrize(
    "header", ["", "id: x\n", "schema: revenant/incident@2\nid: x\nevents:\n", "schema:\nid:\nevent:\n"]
)
def test_a_wrong_header_is_broken(header: str) -> None:
    assert parse_log(header.encode() + event_line(FIRST).encode() * 4).broken


def test_an_empty_file_has_no_events() -> None:
    assert parse_log(b"").events == []


def test_a_line_repeated_by_a_merge_is_no_damage() -> None:
    assert parse_log(content(FIRST, SECOND, FIRST)).broken == []


# --- the disk refuses -----------------------------------------------------------------------


def _refusing(name: str, when: Callable[[int], object]) -> Callable[..., object]:
    """os.NAME that fails, or writes short, for files below the test's folder only."""
    real = getattr(os, name)

    def call(handle: int, *arguments: bytes) -> object:
        if not os.readlink(f"/proc/self/fd/{handle}").endswith((".yaml", ".tmp")):
            return real(handle, *arguments)
        result = when(handle)
        return real(handle, arguments[0][: len(arguments[0]) // 2]) if result == "short" else result

    return call


def _full(_: int) -> object:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to know which file is written")
@pytest.mark.parametrize(("name", "when"), [("write", lambda _: "short"), ("write", _full), ("fsync", _full)])
def test_a_full_disk_leaves_the_log_as_it_was(
    name: str, when: Callable[[int], object], log: Path, torn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = log.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, name, _refusing(name, when))
        with pytest.raises(WriteFailedError, match="No space left"):
            append_events(log, [THIRD], torn)
        with pytest.raises(WriteFailedError, match="No space left"):
            create_log(log.with_name("INC-20261123-00000.yaml"), ID, [FIRST])
    assert log.read_bytes() == before
    assert list(log.parent.iterdir()) == [log]
    append_events(log, [THIRD], torn)
    assert read_log(log).events == [FIRST, SECOND, THIRD]


def test_a_disk_that_is_really_full_leaves_the_log_as_it_was(small_disk: Path) -> None:
    log = small_disk / f"{ID}.yaml"
    create_log(log, ID, [FIRST])
    events: list[AnyEvent] = [FIRST]
    note = stamp(1).event(NoteAdded, text="x" * 50_000)
    with suppress(WriteFailedError):
        while len(events) < 100:
            before = log.read_bytes()
            append_events(log, [note], small_disk / "torn")
            events.append(note)
    assert log.read_bytes() == before
    assert len(read_log(log).events) == len(events)
    assert 5 < len(events) < 100


def test_a_new_log_exists_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "incidents" / f"{ID}.yaml"
    create_log(path, ID, [FIRST])
    assert path.read_bytes() == content(FIRST)
    with pytest.raises(WriteFailedError, match="exists already"):
        create_log(path, ID, [SECOND])
    assert path.read_bytes() == content(FIRST)
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_an_expected_error(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("in the way")
    with pytest.raises(WriteFailedError):
        create_log(tmp_path / "incidents" / "2026" / f"{ID}.yaml", ID, [FIRST])
