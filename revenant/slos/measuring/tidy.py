"""Whole blocks of a CSV file at once, where they read exactly as a program would have written them.

Nothing is taken for granted: a block is tidy only if all of its times are, byte by byte, those of periods of one length
that follow each other, and all of its numbers are sound. Every other block is read row by row, with the same result.
"""

from __future__ import annotations

from math import isfinite
from operator import gt
from typing import NamedTuple

from revenant.slos.measuring.grid import written
from revenant.slos.measuring.layout import Layout
from revenant.slos.measuring.moments import SECOND
from revenant.slos.measuring.values import MOST, read_time


class Tidy(NamedTuple):
    """A block of which the times are in order: `size` periods of `step` microseconds from `start`."""

    start: int
    step: int
    size: int
    good: list[bytes]
    total: list[bytes]

    @property
    def end(self) -> int:
        return self.start + self.step * self.size


def tidy(block: bytes, layout: Layout) -> Tidy | None:
    """The block by columns; None where its times, or its lines, are not in order."""
    fields = block.replace(b"\n", b"\n,").split(b",")
    count, rest = divmod(len(fields) - 1, layout.width)
    starts, ends = fields[layout.start : -1 : layout.width], fields[layout.end : -1 : layout.width]
    if rest or not count or not _lines_end(fields[layout.width - 1 :: layout.width], block, count):
        return None
    try:
        start = read_time(starts[0].decode())
        step = read_time(ends[0].decode()) - start
        expected = written(starts[0], step // SECOND, count + 1) if step > 0 and not step % SECOND else None
    except (ValueError, OverflowError):
        return None
    if expected is None or starts != expected[:-1] or ends != expected[1:]:
        return None
    columns = (fields[place : -1 : layout.width] for place in (layout.good, layout.total))
    return Tidy(start, step, count, *columns)


def _lines_end(last: list[bytes], block: bytes, count: int) -> bool:
    """Whether each line ends where its last column does, and nowhere else."""
    return block.count(b"\n") == count == b"".join(last).count(b"\n") == len(last)


def sound_numbers(tidied: Tidy) -> tuple[list[float], list[float]] | None:
    """Good and total as numbers; None where one of them needs a closer look."""
    good, total = _numbers(tidied.good), _numbers(tidied.total)
    if good is None or total is None or min(good) < 0 or max(total) > MOST or any(map(gt, good, total)):
        return None
    return good, total


def _numbers(texts: list[bytes]) -> list[float] | None:
    if b"_" in b"".join(texts):  # Python reads 1_000
        return None
    try:
        return list(map(int, texts))
    except ValueError:
        return _decimals(texts)


def _decimals(texts: list[bytes]) -> list[float] | None:
    try:
        found = [int(text) if text.strip().isdigit() else float(text) for text in texts]
    except ValueError:
        return None
    return found if all(map(isfinite, found)) else None
