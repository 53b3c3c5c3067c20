"""Whose turn it is: turns of so many hours, days, weeks or months of the wall clock, counted from a first one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from msgspec import Struct

from revenant.core.wall_clock import instant, months_later, wall_time


class Unit(StrEnum):
    """What turns are counted in, as it is written: 12h, 1d, 2w, 1M."""

    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    MONTH = "M"


LENGTHS = {Unit.HOUR: timedelta(hours=1), Unit.DAY: timedelta(days=1), Unit.WEEK: timedelta(weeks=1)}


class Turn(NamedTuple):
    """The turn `number`, counted from the first handoff, which may be below zero; in UTC."""

    number: int
    start: datetime
    end: datetime


class Rotation(Struct, frozen=True):
    """Handoffs every `count` `unit`s since `start`, a time on the wall clock of `zone`.

    A rotation of hours keeps to the clock too: after the clock was set it goes on at the same minute. In months too
    short for the day of the start, the handoff is on their last.
    """

    start: datetime
    count: int
    unit: Unit
    zone: tzinfo

    def handoff(self, number: int) -> datetime:
        """When turn `number` begins."""
        return instant(self.local_handoff(number), self.zone)

    def local_handoff(self, number: int) -> datetime:
        """The same on the wall clock."""
        if self.unit is Unit.MONTH:
            return months_later(self.start, number * self.count)
        return self.start + LENGTHS[self.unit] * self.count * number

    def number_at(self, at: datetime) -> int:
        """The number of the turn in which an instant lies."""
        passed = wall_time(at, self.zone) - self.start
        length = timedelta(days=31) if self.unit is Unit.MONTH else LENGTHS[self.unit]
        number = passed // (length * self.count)
        while self.handoff(number) > at:
            number -= 1
        while self.handoff(number + 1) <= at:
            number += 1
        return number

    def turns(self, since: datetime, until: datetime) -> Iterator[Turn]:
        """Every turn with a part between two instants, in order; those that the clock skips are left out."""
        number = self.number_at(since)
        handoffs = self._handoffs(number)
        start = next(handoffs)
        while start < until:
            end = next(handoffs)
            if end > start:
                yield Turn(number, start, end)
            number, start = number + 1, end

    def _handoffs(self, number: int) -> Iterator[datetime]:
        """When turn `number` begins, and each after it."""
        if self.unit is Unit.MONTH:
            yield from map(self.handoff, count(number))
        local, step = self.local_handoff(number), LENGTHS[self.unit] * self.count
        while True:
            yield instant(local, self.zone)
            local += step
