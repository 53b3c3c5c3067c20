"""Periods that came late, put in order with little memory: sorted by parts on disk, and merged."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import pairwise
from struct import Struct
from tempfile import TemporaryFile
from typing import IO

from revenant.slos.measuring.runs import Run

_PART = 16_384
_BUFFER = 512
_ROW = Struct("<qqqdd")  # start, end, line, good, total: in this order they are sorted
_Row = tuple[int, int, int, float, float]


class DiskShelf:
    """Keeps runs of one period each, and gives them back in order of keys, then of lines."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._file: IO[bytes] | None = None
        self._ends = [0]

    def add(self, run: Run) -> None:
        """Keep it; a full part goes to the disk."""
        self._rows.append((*run.key, run.line, run.good[0], run.total[0]))
        if len(self._rows) == _PART:
            self._write()

    def in_order(self) -> Iterator[Run]:
        """All of them; the shelf is empty then."""
        file = self._file
        parts = [_read(file, *bounds) for bounds in pairwise(self._ends)] if file else []
        for start, end, line, good, total in merge(*parts, sorted(self._rows)):
            yield Run(start, end - start, [good], [total], line)
        if file is not None:
            file.close()

    def _write(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 (it stays open until all is given back)
        self._file.write(b"".join(_ROW.pack(*row) for row in sorted(self._rows)))
        self._ends.append(self._file.tell())
        self._rows.clear()


def _read(file: IO[bytes], start: int, end: int) -> Iterator[_Row]:
    for place in range(start, end, _BUFFER * _ROW.size):
        file.seek(place)
        yield from _ROW.iter_unpack(file.read(min(_BUFFER * _ROW.size, end - place)))
