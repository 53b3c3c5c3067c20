"""Chunks of bytes to numbered lines, with a bound on what one line may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revenant.signals.sources.found import Doubt

LONGEST_LINE = 16 * 2**20
LONGEST_DOCUMENT = 256 * 2**20
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line without its end, numbered from 1."""

    number: int
    content: bytes


def split(chunks: Iterable[bytes]) -> Iterator[Line | Doubt]:
    """The lines in `chunks`. One that is too long is skipped and becomes a doubt.

    The first line may be as long as a document: a whole answer of an API often is one line.
    """
    parts: list[bytes] = []
    number, size, limit = 1, 0, LONGEST_DOCUMENT
    for chunk in chunks:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            size += end - start
            yield _line(number, [*parts, chunk[start:end]], size, limit)
            number, parts, size, limit, start = number + 1, [], 0, LONGEST_LINE, end + 1
        size += len(chunk) - start
        if size <= limit:
            parts.append(chunk[start:])
        else:
            parts.clear()
    if size:
        yield _line(number, parts, size, limit)


def _line(number: int, parts: list[bytes], size: int, limit: int) -> Line | Doubt:
    if size > limit:
        return Doubt(f"a line of {size / 2**20:.0f} MiB; {limit // 2**20} MiB is the most", str(number), lost=True)
    content = b"".join(parts).removesuffix(b"\r")
    return Line(number, content.removeprefix(_BOM) if number == 1 else content)
