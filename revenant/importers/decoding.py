"""Bytes to rows: gzip or not, one JSON document or JSON Lines, told apart by content and never by name."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

from revenant.errors import InvalidFileError

MAX_BYTES = 512 * 2**20
_GZIP = b"\x1f\x8b"


class Raw(NamedTuple):
    """One decoded row and where it stands, as people name it."""

    place: str
    data: Any


class Skipped(NamedTuple):
    """A row that is left out, and why. `source` is its foreign id, or its place where it has none."""

    source: str
    title: str
    reason: str

    @property
    def is_unreadable(self) -> bool:
        """Whether not even its title could be read."""
        return not self.title


Pick = Callable[[Any], list[Any] | None]


def decode(content: bytes, name: str, pick: Pick, wanted: str) -> list[Raw | Skipped]:
    """The rows in `content`. `pick` finds them in a decoded document, or says None: not of that shape.

    Raises:
        InvalidFileError: nothing in it can be read; names `name`, and the line where there is one.
    """
    text = unpack(content, name)
    if not text.strip():
        raise _unusable(f"{name}: is empty", wanted)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _by_line(text, name, pick, wanted, error)
    rows = pick(document)
    if rows is None:
        raise _unusable(f"{name}: is JSON, but not of the shape expected", wanted)
    return [Raw(f"{name}[{number}]", row) for number, row in enumerate(rows)]


def _by_line(text: bytes, name: str, pick: Pick, wanted: str, whole: Exception) -> list[Raw | Skipped]:
    found: list[Raw | Skipped] = []
    for number, line in enumerate(text.split(b"\n"), start=1):
        if line.strip():
            found += _line(line, f"{name}:{number}", pick)
    if any(isinstance(row, Raw) for row in found):
        return found
    if isinstance(whole, json.JSONDecodeError) and whole.msg != "Extra data":
        raise _unusable(f"{name}:{whole.lineno}:{whole.colno}: is not JSON: {whole.msg}", wanted)
    first = found[0]
    raise _unusable(f"{first.source}: {first.reason}" if isinstance(first, Skipped) else name, wanted)


def _line(line: bytes, place: str, pick: Pick) -> list[Raw | Skipped]:
    try:
        rows = pick(json.loads(line.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        return [Skipped(place, "", f"the line is not JSON: {_why(error)}")]
    if not rows:
        return [Skipped(place, "", "the line is JSON, but not of the shape expected")]
    return [Raw(place, row) for row in rows]


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else "nested too deeply, or a number too long"


def unpack(content: bytes, name: str) -> bytes:
    """`content` itself, or what it unpacks to if it is gzip.

    Raises:
        InvalidFileError: it is damaged, cut off, or larger than MAX_BYTES.
    """
    parts, room = [], MAX_BYTES
    while content.startswith(_GZIP):
        stream = zlib.decompressobj(wbits=31)
        try:
            parts.append(stream.decompress(content, room + 1))
        except zlib.error as error:
            raise _unusable(f"{name}: is damaged gzip: {error}") from None
        room -= len(parts[-1])
        if room < 0:
            raise _unusable(f"{name}: unpacks to more than {MAX_BYTES // 2**20} MiB")
        if not stream.eof:
            raise _unusable(f"{name}: is gzip that was cut off")
        content = stream.unused_data.lstrip(b"\0")
    if parts and content:
        raise _unusable(f"{name}: is gzip with something else behind it")
    return b"".join(parts) if parts else content


def _unusable(complaint: str, wanted: str = "the whole file, as it was downloaded") -> InvalidFileError:
    return InvalidFileError([complaint], f"nothing was imported; expected {wanted}")
