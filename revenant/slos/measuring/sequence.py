"""Periods put into one sequence in which every moment is counted once: duplicates, overlaps and gaps are found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.runs import Run
from revenant.slos.usage import Flaw

_CORRECTED = "with other values; the last line counts"


def in_sequence(runs: Iterable[Run], faults: Faults) -> Iterator[Run]:
    """Runs in order of their keys without what another period has covered.

    One period is held back until the next is known: it may be there twice, and then the later line counts.
    """
    cover = _Cover(faults)
    held: Run | None = None
    for run in runs:
        if held is not None and run.key == held.key:
            _note_duplicate(held, run, faults)
        elif held is not None:
            yield from cover.over(held)
        last = len(run.good) - 1
        if last:
            yield from cover.over(run.part(0, last))
        held = run.part(last, last + 1)
    if held is not None:
        yield from cover.over(held)


def _note_duplicate(held: Run, run: Run, faults: Faults) -> None:
    is_same = held.good[0] == run.good[0] and held.total[0] == run.total[0]
    faults.add(Flaw.DUPLICATE, run.line, words="" if is_same else _CORRECTED)


class _Cover:
    """The time that was counted up to now; what lies in it is not counted again."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._end: int | None = None

    def over(self, run: Run) -> Iterator[Run]:
        """What of the run is not covered; it is from now on."""
        left = run
        while left.good and self._end is not None and left.start < self._end:
            self._faults.add(Flaw.OVERLAP, left.line)
            rest = left.since(self._end)
            if rest is not None:
                self._end = rest.end
                yield rest
            left = left.part(1, len(left.good))
        if left.good:
            if self._end is not None and left.start > self._end:
                self._faults.add_gap(left.line, left.start - self._end)
            self._end = left.end
            yield left
