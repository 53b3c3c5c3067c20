"""The reorder buffer: several inputs, each only roughly in order, become one stream in order of time and id."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from revenant.signals.correlation.engine import Timed
from revenant.signals.signal import Signal, to_line

_NEVER = float("-inf")


class Reorder:
    """Holds signals back until none that belongs before them can come any more.

    The watermark is the newest time of the input that is furthest behind, less the lateness. A time beyond the
    horizon (a clock that runs ahead) does not move it; such signals come last.
    """

    def __init__(self, inputs: int, lateness: float, horizon: float) -> None:
        self._newest = dict.fromkeys(range(inputs), _NEVER)
        self._lateness, self._horizon = lateness, horizon
        self._pending: list[Timed] = []
        self._ahead: list[Timed] = []

    @property
    def furthest_behind(self) -> int | None:
        """The input to read from next; None when all have ended."""
        return min(self._newest, key=lambda number: (self._newest[number], number), default=None)

    def add(self, source: int, signals: Sequence[Signal]) -> list[Timed]:
        """Take the next signals of an input; returns those that are in order now."""
        times = [signal.at.timestamp() for signal in signals]
        timed: Iterator[Timed] = zip(times, [signal.id for signal in signals], signals, strict=True)
        newest = max(times, default=_NEVER)
        if newest > self._horizon:
            timed, newest = self._set_ahead(timed)
        self._pending += timed
        self._newest[source] = max(self._newest[source], newest)
        return self._release()

    def end(self, source: int) -> list[Timed]:
        """Say that an input has ended; returns what that sets free."""
        del self._newest[source]
        if self._newest:
            return self._release()
        rest = _sorted(self._pending + self._ahead)
        self._pending, self._ahead = [], []
        return rest

    def _set_ahead(self, timed: Iterator[Timed]) -> tuple[Iterator[Timed], float]:
        rows = list(timed)
        self._ahead += (row for row in rows if row[0] > self._horizon)
        here = [row for row in rows if row[0] <= self._horizon]
        return iter(here), max((row[0] for row in here), default=_NEVER)

    def _release(self) -> list[Timed]:
        watermark = min(self._newest.values()) - self._lateness
        if watermark == _NEVER:
            return []
        self._pending = _sorted(self._pending)
        place = bisect_left(self._pending, (watermark,))
        ready, self._pending = self._pending[:place], self._pending[place:]
        return ready


def in_order(
    inputs: Sequence[Iterator[list[Signal]]], lateness: float, horizon: float = float("inf")
) -> Iterator[list[Timed]]:
    """Read several inputs side by side, so that their order on the command line makes no difference."""
    buffer = Reorder(len(inputs), lateness, horizon)
    while (number := buffer.furthest_behind) is not None:
        batch = next(inputs[number], None)
        yield buffer.end(number) if batch is None else buffer.add(number, batch)


def _sorted(timed: list[Timed]) -> list[Timed]:
    """In order of time and id; where both are the same, in an order that depends on nothing but their content."""
    try:
        return sorted(timed)
    except TypeError:  # equal up to attributes, which have no order
        return sorted(timed, key=lambda row: (row[0], row[1], to_line(row[2])))
