"""The change log of one day on disk: two header lines, then a change a line; read without trust, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from revenant.core.text import encodable
from revenant.incidents.log import BrokenLine
from revenant.signals.changes import SCHEMA, Change, from_data, from_json, to_data
from revenant.store import growing
from revenant.store.flow import to_json, to_line
from revenant.store.rows import ITEM, Rows, parse_rows, read_row, split_rows

HEADER = (f"schema: {SCHEMA}", "changes:")


def parse_changes(content: bytes) -> Rows[Change]:
    """Read the changes of one day: each line in the form we write fast, any other by YAML."""
    found: Rows[Change] = parse_rows(split_rows(content), HEADER, read_change)
    return found


def changes_naming(content: bytes, words: Iterable[str]) -> Iterator[Change]:
    """Changes in whose line one of the words stands: of a busy day, few lines have to be read."""
    # A backslash or a doubled quote may spell a word otherwise, as it does one with a line break: those are read too.
    plain = (encodable(word) for word in words if word and "\n" not in word)
    needles = [b"\\", b"''", *(word.encode() for word in plain)]
    for row in _rows_with(content, needles):
        change = read_change(row.decode("utf-8", errors="replace").rstrip("\r"))
        if isinstance(change, Change):
            yield change


def _rows_with(content: bytes, needles: Iterable[bytes]) -> list[bytes]:
    """The lines in which one of the needles stands, in order: sought in the whole, which is faster than in each."""
    found: dict[int, bytes] = {}
    for needle in needles:
        at = content.find(needle)
        while at >= 0:
            start, end = content.rfind(b"\n", 0, at) + 1, content.find(b"\n", at)
            end = len(content) if end < 0 else end
            found[start] = content[start:end]
            at = content.find(needle, end + 1)
    return [row for _, row in sorted(found.items())]


def read_change(row: str) -> Change | BrokenLine:
    """The change that one line holds, or what is wrong with it."""
    document = to_json(row[2:]) if row.startswith(ITEM) else None
    change = from_json(document) if document else None
    return read_row(row, from_data) if change is None else change


def change_line(change: Change) -> str:
    """The physical line that holds `change`, with its newline."""
    return f"- {to_line(to_data(change))}\n"


def add_changes(path: Path, changes: Iterable[Change], torn_folder: Path) -> None:
    """Add changes to the log of their day in one write; the log is made if there is none. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused; the log is as it was.
    """
    lines = "".join(map(change_line, changes))
    if path.exists():
        growing.append(path, lines.encode(), torn_folder, _is_whole)
    else:
        growing.create_file(path, "".join([*(f"{row}\n" for row in HEADER), lines]).encode())


def mend_changes(path: Path, torn_folder: Path) -> None:
    """Make the log end in a newline before it is committed; a torn last line is set aside. The caller holds the lock.

    Raises:
        WriteFailedError: the disk refused.
    """
    growing.mend(path, torn_folder, _is_whole)


def _is_whole(row: str) -> bool:
    return not isinstance(read_change(row), BrokenLine)
