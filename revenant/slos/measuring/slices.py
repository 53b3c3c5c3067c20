"""Timeslices: periods put together to slices of an objective's length, and each slice judged.

A period as long as a slice is one. Shorter ones fill slices counted from midnight UTC, so that the same minutes are
the same slices whenever one asks. A slice belongs to the span in which it ends, as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.runs import Run
from revenant.slos.measuring.spread import Spread
from revenant.slos.usage import Flaw


class Slices(NamedTuple):
    """Slices as a run of the slice's length; `measured` of each are covered by data, in microseconds."""

    run: Run
    measured: int


class Slicer:
    """Makes slices of `length` microseconds of periods in order; those that are not over by `now` are not made."""

    def __init__(self, length: int, now: int, faults: Faults) -> None:
        self._length, self._now, self._faults = length, now, faults
        self._open: Run | None = None
        self._measured = 0

    def add(self, run: Run) -> Iterator[Slices]:
        """The slices that are complete with this run."""
        if run.step > self._length:
            self._faults.add(Flaw.LONGER_THAN_SLICE, run.line, times=len(run.good))
        elif run.step == self._length:
            yield Slices(run, self._length)
        else:
            yield from self._shorter(run)

    def rest(self) -> Iterator[Slices]:
        """The last slice, of which no more will come."""
        if self._open is not None and self._open.end <= self._now:
            yield Slices(self._open, self._measured)
        self._open = None

    def _shorter(self, run: Run) -> Iterator[Slices]:
        """Whole slices by sums where periods fit into slices, else each period into the slices it lies in."""
        ahead = -run.start % self._length
        if self._length % run.step or ahead % run.step:
            yield from self._by_parts(run)
            return
        many, count = self._length // run.step, len(run.good)
        first = min(ahead // run.step, count)
        last = first + (count - first) // many * many
        yield from self._by_parts(run.part(0, first))
        if last > first:
            yield from self.rest()
            yield Slices(_summed(run.part(first, last), many), self._length)
        yield from self._by_parts(run.part(last, count))

    def _by_parts(self, run: Run) -> Iterator[Slices]:
        for place, (good, total) in enumerate(zip(run.good, run.total, strict=True)):
            start = run.start + place * run.step
            end = start + run.step
            while start < end:
                stop = min(start - start % self._length + self._length, end)
                share = (stop - start) / run.step
                yield from self._into(start, stop, good * share, total * share, run.line + place)
                start = stop

    def _into(self, start: int, stop: int, good: float, total: float, line: int) -> Iterator[Slices]:
        begin = start - start % self._length
        before = self._open
        if before is None or before.start != begin:
            yield from self.rest()
            self._open, self._measured = Run(begin, self._length, [good], [total], line), stop - start
        else:
            self._open = before._replace(good=[before.good[0] + good], total=[before.total[0] + total])
            self._measured += stop - start


def _summed(run: Run, many: int) -> Run:
    """The same as periods so many times as long."""
    places = range(0, len(run.good), many)
    good = [sum(run.good[place : place + many]) for place in places]
    total = [sum(run.total[place : place + many]) for place in places]
    return Run(run.start, run.step * many, good, total, run.line)


class SliceLedger:
    """Counts slices for spans: how bad they were, judged against `least` of good events, or by shares where it is None.

    A slice without events is measured and not bad.
    """

    def __init__(self, least: float | None, spans: Iterable[tuple[int, int]]) -> None:
        self._least = least
        self.spread = Spread(spans)

    def add(self, slices: Slices) -> None:
        """Count slices into every span in which they end."""
        run, measured = slices
        badness = self._badness(run)
        for piece in self.spread.pieces(run.start, run.end):
            first, last = ((edge - run.start) // run.step for edge in piece[1:])
            count = last - first
            if count:
                self.spread.add(run.step, piece.place, sum(badness[first:last]), count, count * measured)

    def _badness(self, run: Run) -> list[float]:
        pairs = zip(run.good, run.total, strict=True)
        least = self._least
        if least is None:
            return [(total - good) / total if total else 0 for good, total in pairs]
        return [1 if total and good / total < least else 0 for good, total in pairs]
