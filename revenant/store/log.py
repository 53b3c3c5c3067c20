"""One incident's event log on disk: read without trusting it, append without ever rewriting it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from revenant.core.text import encodable
from revenant.errors import ReadFailedError
from revenant.incidents.events import AnyEvent, from_data, from_json, to_data
from revenant.incidents.log import HEADER_LINES, SCHEMA, BrokenLine, Log
from revenant.store import growing
from revenant.store.flow import to_json, to_line
from revenant.store.rows import ITEM, Rows, parse_rows, read_row, split_rows

_HEADER = re.compile(rf"schema: {SCHEMA}\nid: (INC-[0-9A-Z-]+)")
_HEADER_ROWS = (f"schema: {SCHEMA}", None, "events:")


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
        document = to_json(row[2:]) if row.startswith(ITEM) else None
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
    rows = split_rows(content)
    found: Rows[AnyEvent] = parse_rows(rows, _HEADER_ROWS, _event)
    return Log(_declared_id(rows), *found)


def _declared_id(rows: list[str]) -> str:
    for row in rows[:-1][:HEADER_LINES]:
        if row.startswith("id:"):
            return row[3:].strip()
    return ""


def _event(row: str) -> AnyEvent | BrokenLine:
    return read_row(row, from_data)


def read_event(row: str) -> AnyEvent | None:
    """The event that one line holds, None where it is none."""
    row = encodable(row)
    document = to_json(row[2:]) if row.startswith(ITEM) else None
    if document and (event := from_json(document)) is not None:
        return event
    read = _event(row)
    return None if isinstance(read, BrokenLine) else read


# --- writing --------------------------------------------------------------------------------


def event_line(event: AnyEvent) -> str:
    """The physical line that holds `event`, with its newline."""
    return f"- {to_line(to_data(event))}\n"


def create_log(path: Path, incident_id: str, events: Iterable[AnyEvent]) -> None:
    """Write a new log; it exists afterwards whole or not at all.

    Raises:
        WriteFailedError: the disk refused.
    """
    header = f"schema: {SCHEMA}\nid: {incident_id}\nevents:\n"
    growing.create_file(path, (header + "".join(event_line(event) for event in events)).encode())


def append_events(path: Path, events: Iterable[AnyEvent], torn_folder: Path) -> None:
    """Add events in one O_APPEND write and wait until the disk has them. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused; the log is as it was.
    """
    growing.append(path, "".join(event_line(event) for event in events).encode(), torn_folder, _is_whole)


def mend_log(path: Path, torn_folder: Path) -> None:
    """Make the log end in a newline before it is committed; a torn last line is set aside. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused.
    """
    growing.mend(path, torn_folder, _is_whole)


def _is_whole(row: str) -> bool:
    return not isinstance(_event(row), BrokenLine)
