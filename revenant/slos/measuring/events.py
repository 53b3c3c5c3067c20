"""Occurrences: events are counted, and a period that lies partly in a span counts by the part of its time that does."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.slos.measuring.runs import Run
from revenant.slos.measuring.spread import Piece, Spread


class EventLedger:
    """Adds up good and total events for spans."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spread = Spread(spans)

    def add(self, run: Run) -> None:
        """Count a run into every span it lies in."""
        for piece in self.spread.pieces(run.start, run.end):
            bad, count = _counted(run, piece)
            self.spread.add(run.step, piece.place, bad, count, piece.end - piece.start)


def _counted(run: Run, piece: Piece) -> tuple[float, float]:
    """Bad events and all of them in a piece; of the periods at its edges a part."""
    first, before = divmod(piece.start - run.start, run.step)
    last, after = divmod(piece.end - run.start, run.step)
    total = sum(run.total[first:last])
    bad = total - sum(run.good[first:last])
    for place, micros in ((first, -before), (last, after)):
        if micros:
            share = micros / run.step
            bad += (run.total[place] - run.good[place]) * share
            total += run.total[place] * share
    return bad, total
