"""Shifts: every time somebody is on call for a schedule without a break, the same whichever window is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from revenant.core.wall_clock import instant, months_later, wall_time
from revenant.oncall.changing.overriding import everybody
from revenant.oncall.changing.turns import Span, turns_of
from revenant.oncall.schedule import Schedule

LONGEST = timedelta(days=62)


class Shift(NamedTuple):
    """One person on call for one schedule, from `start` to `end`, exclusive, in UTC."""

    schedule: str
    person: str
    start: datetime
    end: datetime

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def shifts(schedule: Schedule, since: datetime, until: datetime) -> list[Shift]:
    """Whole shifts with a part in a window, by their start.

    One longer than LONGEST is told in months of the schedule's clock: somebody who is always on call has no end.
    """
    wide = schedule.calendar(since - LONGEST, until + LONGEST)
    found = [
        Shift(schedule.name, person, *part)
        for person in everybody(wide)
        for span in turns_of(person, wide)
        for part in _parts(span, schedule.zone)
        if part.start < until and part.end > since
    ]
    return sorted(found, key=lambda shift: (shift.start, shift.person))


def clipped(found: list[Shift], since: datetime, until: datetime) -> list[Shift]:
    """The parts of shifts that lie in a window: what a month is paid for."""
    parts = (each._replace(start=max(each.start, since), end=min(each.end, until)) for each in found)
    return [each for each in parts if each.start < each.end]


def _parts(span: Span, here: tzinfo) -> Iterator[Span]:
    """A span as it is, or cut at the beginning of each month."""
    if span.length <= LONGEST:
        yield span
        return
    month = wall_time(span.start, here).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    start = span.start
    while start < span.end:
        month = months_later(month, 1)
        end = min(instant(month, here), span.end)
        if start < end:
            yield Span(start, end)
        start = end
