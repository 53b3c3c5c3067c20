"""One incident's event log on disk: read without trusting it, append without ever rewriting it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from revenant.core.text import encodable
from revenant.errors import ReadFailedError, WriteFailedError
from revenant.incidents.events import AnyEvent, from_data, from_json, to_data
from revenant.incidents.log import HEADER_LINES, SCHEMA, BrokenLine, Fault, Log
from revenant.store.flow import to_json, to_line

_EVENT_LINE = "- {"
_HEADER = re.compile(rf"schema: {SCHEMA}\nid: (INC-[0-9A-Z-]+)")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")


def read_log(path: Path) -> Log:
    """Read the log at `path`.

    Raises:
        ReadFailedError: the disk refused.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None
    return parse_log(content)


def parse_log(content: bytes) -> Log:
    """Read a log: in the form we write it, fast; a hand-edited one by YAML; a damaged one line by line."""
    if content.endswith(b"\n"):
        log = _parse_canonical(content) or _parse_yaml(content)
        if log is not None:
            return log
    return _parse_by_line(content)


def _parse_canonical(content: bytes) -> Log | None:
    """The log, or None unless every line is in the form `event_line` writes, and of a known type."""
    try:
        header, _, body = content.decode().partition("\nevents:\n")
    except UnicodeDecodeError:
        return None
    declared = _HEADER.fullmatch(header)
    if declared is None:
        return None
    events: list[AnyEvent] = []
    for row in body.split("\n")[:-1]:
        document = to_json(row[2:]) if row.startswith(_EVENT_LINE) else None
        event = from_json(document) if document else None
        if event is None:
            return None
        events.append(event)
    return _numbered(declared[1], events)


def _numbered(incident_id: str, events: list[AnyEvent]) -> Log:
    return Log(incident_id, events, list(range(HEADER_LINES + 1, HEADER_LINES + 1 + len(events))), [])


def _parse_yaml(content: bytes) -> Log | None:
    """The log, or None unless it is exactly a header and one event a line."""
    from revenant.store import yaml_io

    try:
        data = yaml_io.load(content)
        events = data["events"]
        if data["schema"] != SCHEMA or content.count(b"\n") != HEADER_LINES + len(events):
            return None
        if content.count(b"\n- {") != len(events):
            return None
        return _numbered(str(data["id"]), [from_data(event) for event in events])
    except (yaml_io.YamlError, msgspec.ValidationError, KeyError, TypeError, AttributeError):
        return None


def _parse_by_line(content: bytes) -> Log:
    text = content.decode("utf-8", errors="replace")
    rows = text.split("\n")
    tail = rows.pop()
    if len(rows) < HEADER_LINES:
        rows += [""] * (HEADER_LINES - len(rows))
    log = Log(_declared_id(rows), [], [], [])
    for number, row in enumerate(rows, start=1):
        _read_row(log, number, row.rstrip("\r"))
    if not tail:
        return log
    whole = _event(tail)
    if isinstance(whole, BrokenLine):
        return log._replace(torn=tail)
    log.events.append(whole)
    log.lines.append(len(rows) + 1)
    return log


def _declared_id(rows: list[str]) -> str:
    for row in rows[:HEADER_LINES]:
        if row.startswith("id:"):
            return row[3:].strip()
    return ""


def _read_row(log: Log, number: int, row: str) -> None:
    if number <= HEADER_LINES or not row.strip() or row.lstrip().startswith("#"):
        wanted = (f"schema: {SCHEMA}", None, "events:")
        if number <= HEADER_LINES and wanted[number - 1] not in (None, row.strip()):
            log.broken.append(BrokenLine(number, 1, row, f"expected {wanted[number - 1]!r}", _fault(row, Fault.HEADER)))
        return
    event = _event(row)
    if isinstance(event, BrokenLine):
        log.broken.append(event._replace(line=number))
    else:
        log.events.append(event)
        log.lines.append(number)


def _event(row: str) -> AnyEvent | BrokenLine:
    from revenant.store import yaml_io

    if not row.startswith(_EVENT_LINE):
        fault = _fault(row, Fault.STRAY)
        return BrokenLine(0, 1, row, fault.value, fault)
    try:
        return from_data(yaml_io.load(row[2:]))
    except yaml_io.YamlError as error:
        fault = Fault.REPEATED_KEY if error.complaint.message.endswith(yaml_io.TWICE) else Fault.SYNTAX
        return BrokenLine(0, error.complaint.col + 2, row, error.complaint.message, fault)
    except msgspec.ValidationError as error:
        return BrokenLine(0, 3, row, str(error), Fault.SHAPE)


def read_event(row: str) -> AnyEvent | None:
    """The event that one line holds, None where it is none."""
    row = encodable(row)
    document = to_json(row[2:]) if row.startswith(_EVENT_LINE) else None
    if document and (event := from_json(document)) is not None:
        return event
    read = _event(row)
    return None if isinstance(read, BrokenLine) else read


def _fault(row: str, otherwise: Fault) -> Fault:
    return Fault.CONFLICT if _CONFLICT.match(row) else otherwise


# --- writing --------------------------------------------------------------------------------


def event_line(event: AnyEvent) -> str:
    """The physical line that holds `event`, with its newline."""
    return f"- {to_line(to_data(event))}\n"


def create_log(path: Path, incident_id: str, events: Iterable[AnyEvent]) -> None:
    """Write a new log.

    Raises:
        WriteFailedError: the disk refused.
    """
    header = f"schema: {SCHEMA}\nid: {incident_id}\nevents:\n"
    write_new(path, (header + "".join(event_line(event) for event in events)).encode())


def write_new(path: Path, content: bytes) -> None:
    """Write a new file; it exists afterwards whole or not at all.

    Raises:
        WriteFailedError: the disk refused.
    """
    draft = _draft(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_all(draft, content, os.O_CREAT | os.O_EXCL)
            if path.exists():
                raise FileExistsError(17, "it exists already")
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def discard_drafts(path: Path) -> None:
    """Remove what a writer of the log at `path` left when it was killed. The caller holds the lock."""
    with suppress(OSError):
        for left in path.parent.glob(f".{path.name}.*.tmp"):
            left.unlink()


def append_events(path: Path, events: Iterable[AnyEvent], torn_folder: Path) -> None:
    """Add events in one O_APPEND write and wait until the disk has them. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused; the log is as it was.
    """
    content = "".join(event_line(event) for event in events).encode()
    try:
        _mend_tail(path, torn_folder)
        _write_all(path, content, os.O_APPEND)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None


def mend_log(path: Path, torn_folder: Path) -> None:
    """Make the log end in a newline before it is committed; a torn last line is set aside. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused.
    """
    try:
        _mend_tail(path, torn_folder)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None


def _write_all(path: Path, content: bytes, flags: int) -> None:
    handle = os.open(path, os.O_WRONLY | flags, 0o644)
    try:
        size = os.fstat(handle).st_size
        try:
            written = os.write(handle, content)
            if written < len(content):
                raise OSError(28, "No space left on device")
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def replace_rows(path: Path, rows: Mapping[int, str]) -> None:
    """Put other text in place of some lines, by number; every other byte stays. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused; the log is as it was.
    """
    draft = _draft(path)
    try:
        lines = path.read_bytes().split(b"\n")
        content = b"\n".join(rows[n].encode() if n in rows else line for n, line in enumerate(lines, start=1))
        try:
            _write_all(draft, content, os.O_CREAT | os.O_EXCL)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None


def _mend_tail(path: Path, torn_folder: Path) -> None:
    """Make the file end in a newline: finish a whole last line, set a torn one aside."""
    content = path.read_bytes()
    if content.endswith(b"\n"):
        return
    start = content.rfind(b"\n") + 1
    if not isinstance(_event(content[start:].decode("utf-8", errors="replace")), BrokenLine):
        _write_all(path, b"\n", os.O_APPEND)
        return
    torn_folder.mkdir(parents=True, exist_ok=True)
    _write_all(torn_folder / f"{path.stem}-{start}.txt", content[start:], os.O_CREAT | os.O_APPEND)
    os.truncate(path, start)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
