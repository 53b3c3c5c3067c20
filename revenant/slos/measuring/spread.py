"""Spans that are asked about, cut at each other's edges: what happened is added to one piece and told for any span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from revenant.slos.usage import Usage

_DIGITS = 9  # periods are cut where spans begin and end; of the parts' sum no more is exact


class Piece(NamedTuple):
    """What lies between two edges and within a run, `start` to `end`; `place` counts pieces."""

    place: int
    start: int
    end: int


class _Sums(NamedTuple):
    bad: list[float]
    all: list[float]
    measured: list[int]


class Spread:
    """Sums of what was bad, of all, and of the time measured, for many spans at once, in microseconds.

    A span that is shorter than the period in which something was counted is told nothing of it: where in the period it
    happened nobody knows.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        known = {span for span in spans if span[0] < span[1]}
        self._edges = sorted({edge for span in known for edge in span})
        self._lengths = sorted({end - start for start, end in known})
        self._sums: dict[int, _Sums] = {}

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a stretch of time about which anything is asked."""
        edges = self._edges
        place = max(bisect_right(edges, start) - 1, 0)
        while place + 1 < len(edges) and edges[place] < end:
            yield Piece(place, max(start, edges[place]), min(end, edges[place + 1]))
            place += 1

    def add(self, period: int, place: int, bad: float, count: float, measured: int) -> None:
        """Add to a piece what was counted by periods of this length."""
        rank = bisect_left(self._lengths, period)
        sums = self._sums.get(rank)
        if sums is None:
            size = len(self._edges)
            sums = self._sums[rank] = _Sums([0] * size, [0] * size, [0] * size)
        sums.bad[place] += bad
        sums.all[place] += count
        sums.measured[place] += measured

    def usage(self, start: int, end: int) -> Usage:
        """What was counted between two edges."""
        if start >= end:
            return Usage(0.0, 0.0, timedelta())
        first, last = bisect_left(self._edges, start), bisect_left(self._edges, end)
        rank = bisect_left(self._lengths, end - start)
        known = [sums for least, sums in self._sums.items() if least <= rank]
        bad = sum(sum(sums.bad[first:last]) for sums in known)
        count = sum(sum(sums.all[first:last]) for sums in known)
        measured = sum(sum(sums.measured[first:last]) for sums in known)
        return Usage(round(float(bad), _DIGITS), round(float(count), _DIGITS), timedelta(microseconds=measured))
