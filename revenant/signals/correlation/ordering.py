"""The reorder buffer: several inputs, each only roughly in order, become one stream in order of time and id."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from revenant.signals.correlation.groups import FOREVER, NEVER
from revenant.signals.signal import Signal, order_of

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
        self._is_mixed = False

    @property
    def furthest_behind(self) -> int | None:
        """The input to read from next; None when all have ended."""
        return min(self._newest, key=lambda number: (self._newest[number], number), default=None)

    def add(self, source: int, batch: list[Signal]) -> list[Signal]:
        """Take the next signals of an input, in order; returns those that nothing can come before any more."""
        if batch and batch[-1].at > self._horizon:
            place = bisect_right(batch, self._horizon, key=_TIME)
            self._ahead += batch[place:]
            batch = batch[:place]
        if batch:
            self._is_mixed = self._is_mixed or bool(self._pending and order_of(batch[0]) < order_of(self._pending[-1]))
            self._pending += batch
            self._newest[source] = max(self._newest[source], batch[-1].at)
        return self._release()

    def end(self, source: int) -> list[Signal]:
        """Say that an input has ended; returns what that sets free."""
        del self._newest[source]
        if self._newest:
            return self._release()
        rest = in_content_order(self._pending + self._ahead)
        self._pending, self._ahead, self._is_mixed = [], [], False
        return rest

    def _release(self) -> list[Signal]:
        newest = min(self._newest.values())
        if newest == NEVER:
            return []
        if self._is_mixed:
            self._pending, self._is_mixed = in_content_order(self._pending), False
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
    except TypeError:  # equal up to attributes, which have no order; or read in different ways
        return sorted(signals, key=order_of)
