"""The reorder buffer: several inputs, each only roughly in order, become one stream in order of time and id."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from revenant.signals.correlation.groups import FOREVER, NEVER
from revenant.signals.signal import Signal, to_line

_TIME = attrgetter("at")


class Reorder:
    """Holds signals back until none that belongs before them can come any more.

    The watermark is the newest time of the input that is furthest behind, less the lateness. A time beyond the
    horizon (a clock that runs ahead) does not move it; such signals come last.
    """

    def __init__(self, inputs: int, lateness: timedelta, horizon: datetime) -> None:
        self._newest = dict.fromkeys(range(inputs), NEVER)
        self._lateness, self._horizon = lateness, horizon
        self._pending: list[Signal] = []
        self._ahead: list[Signal] = []

    @property
    def furthest_behind(self) -> int | None:
        """The input to read from next; None when all have ended."""
        return min(self._newest, key=lambda number: (self._newest[number], number), default=None)

    def add(self, source: int, batch: list[Signal]) -> list[Signal]:
        """Take the next signals of an input, in order; returns those that nothing can come before any more."""
        place = bisect_right(batch, self._horizon, key=_TIME)
        self._ahead += batch[place:]
        self._pending += batch[:place]
        if place:
            self._newest[source] = max(self._newest[source], batch[place - 1].at)
        return self._release()

    def end(self, source: int) -> list[Signal]:
        """Say that an input has ended; returns what that sets free."""
        del self._newest[source]
        if self._newest:
            return self._release()
        rest = in_content_order(self._pending + self._ahead)
        self._pending, self._ahead = [], []
        return rest

    def _release(self) -> list[Signal]:
        newest = min(self._newest.values())
        if newest == NEVER:
            return []
        self._pending = in_content_order(self._pending)
        place = bisect_left(self._pending, newest - self._lateness, key=_TIME)
        ready, self._pending = self._pending[:place], self._pending[place:]
        return ready


def in_order(
    inputs: Sequence[Iterator[list[Signal]]], lateness: timedelta, horizon: datetime = FOREVER
) -> Iterator[list[Signal]]:
    """Read several inputs side by side, so that their order on the command line makes no difference."""
    buffer = Reorder(len(inputs), lateness, horizon)
    while (number := buffer.furthest_behind) is not None:
        batch = next(inputs[number], None)
        yield buffer.end(number) if batch is None else buffer.add(number, batch)


def in_content_order(signals: list[Signal]) -> list[Signal]:
    """By time and id; where both are the same, in an order that depends on nothing but what the signals say."""
    try:
        return sorted(signals)
    except TypeError:  # equal up to attributes, which have no order
        return sorted(signals, key=lambda signal: (signal.at, signal.id, to_line(signal)))
