"""The change log of one day on disk: two header lines, then a change a line; read without trust, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.core.text import encodable
from revenant.signals.changes import SCHEMA, Change, from_data, from_json, to_data
from revenant.store.change_lines import read_quickly
from revenant.store.linelog import LineLog

CHANGES: LineLog[Change] = LineLog((f"schema: {SCHEMA}", "changes:"), from_json, from_data, to_data, read_quickly)


def changes_naming(content: bytes, words: Iterable[str]) -> Iterator[Change]:
    """Changes in whose line one of the words stands: of a busy day, few lines have to be read."""
    # A backslash or a doubled quote may spell a word otherwise, as it does one with a line break: those are read too.
    plain = (encodable(word) for word in words if word and "\n" not in word)
    needles = [b"\\", b"''", *(word.encode() for word in plain)]
    for row in _rows_with(content, needles):
        change = CHANGES.read(row.decode("utf-8", errors="replace").rstrip("\r"))
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
