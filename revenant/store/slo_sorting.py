"""Periods in disorder put in order, with little memory however many they are: sorted by parts, on disk, and merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from struct import Struct
from tempfile import TemporaryFile
from typing import IO

from revenant.slos.measuring.runs import Run

_PART = 32_768
_BUFFER = 512
_ROW = Struct("<qqqdd")  # start, end, line, good, total: in this order they are sorted
_Row = tuple[int, int, int, float, float]


def sort_periods(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs of one period each, in order of keys, then of lines."""
    rows = ((run.start, run.start + run.step, run.line, run.good[0], run.total[0]) for run in runs)
    with TemporaryFile() as file:
        ends = _write_sorted(rows, file)
        parts = [_read(file, start, end) for start, end in zip([0, *ends], ends, strict=False)]
        for start, end, line, good, total in merge(*parts):
            yield Run(start, end - start, [good], [total], line)


def _write_sorted(rows: Iterator[_Row], file: IO[bytes]) -> list[int]:
    """Write parts, each sorted; where each of them ends."""
    ends = []
    while part := sorted(islice(rows, _PART)):
        file.write(b"".join(_ROW.pack(*row) for row in part))
        ends.append(file.tell())
    return ends


def _read(file: IO[bytes], start: int, end: int) -> Iterator[_Row]:
    for place in range(start, end, _BUFFER * _ROW.size):
        file.seek(place)
        yield from _ROW.iter_unpack(file.read(min(_BUFFER * _ROW.size, end - place)))
