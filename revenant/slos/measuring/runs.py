"""What was measured, as runs: periods of one length, each beginning where the one before ends.

A tidy file is a few long runs and is added up at the speed of sums; an untidy one is many runs of a single period.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """`good` of `total` events in each period of `step` microseconds from `start` on; the first stands in `line`."""

    start: int
    step: int
    good: Sequence[float]
    total: Sequence[float]
    line: int

    @property
    def end(self) -> int:
        return self.start + self.step * len(self.good)

    @property
    def key(self) -> tuple[int, int]:
        """Which time the first period covers; runs are in order by it."""
        return self.start, self.start + self.step

    @property
    def last_key(self) -> tuple[int, int]:
        """The same of its last period."""
        return self.end - self.step, self.end

    def part(self, first: int, last: int) -> Run:
        """The periods from the `first` up to but without the `last`, counted from 0."""
        start, line = self.start + first * self.step, self.line + first
        return Run(start, self.step, self.good[first:last], self.total[first:last], line)

    def since(self, moment: int) -> Run | None:
        """The part of its first period from a moment within it on, with that share of its events."""
        left = self.key[1] - moment
        if left <= 0:
            return None
        share = left / self.step
        return Run(moment, left, [self.good[0] * share], [self.total[0] * share], self.line)


class Scope(NamedTuple):
    """Which periods are looked at: those that end after `start`, and not after `now`; in microseconds."""

    start: int
    now: int
