"""Hours of a shift that weigh more: at night, on a weekend, on a holiday; by the clock on the wall."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from revenant.core.wall_clock import instant, wall_time
from revenant.oncall.changing.turns import Span
from revenant.oncall.loading.shifts import Shift

Holidays = Callable[[int], Mapping[date, str]]
_DAY = timedelta(days=1)


class Clock(NamedTuple):
    """Whose nights and weekends count: `night` from one time to another, `weekend` by number, Monday is 0."""

    zone: tzinfo
    night: tuple[time, time]
    weekend: Collection[int]


class Worked(NamedTuple):
    """How long a shift took, and how much of it fell on what; `nights`, `weekends` and `days_off` are those it touched.

    A weekend is named by its first day. One hour may be at night and on a holiday too: they are told apart, not added.
    """

    shift: Shift
    length: timedelta
    night: timedelta
    weekend: timedelta
    holiday: timedelta
    nights: frozenset[date]
    weekends: frozenset[date]
    days_off: Mapping[date, str]


def worked(shift: Shift, clock: Clock, here: tzinfo, holidays: Holidays) -> Worked:
    """The hours of one shift: nights and weekends by the person's clock, holidays by that of the schedule."""
    nights = [(day, part) for day, part in _nights(shift.span, clock) if part]
    days = list(_days(shift.span, clock.zone))
    off = [(day, part) for day, part in days if day.weekday() in clock.weekend]
    free = [(day, part, name) for day, part in _days(shift.span, here) if (name := holidays(day.year).get(day))]
    return Worked(
        shift=shift,
        length=shift.span.length,
        night=_sum(part for _, part in nights),
        weekend=_sum(part for _, part in off),
        holiday=_sum(part for _, part, _ in free),
        nights=frozenset(day for day, _ in nights),
        weekends=frozenset(_first_day(day, clock.weekend) for day, _ in off),
        days_off={day: name for day, _, name in free},
    )


def night_of(text: str) -> tuple[time, time]:
    """The two times of `22:00-07:00`."""
    start, end = (time.fromisoformat(each) for each in text.split("-"))
    return start, end


def _nights(span: Span, clock: Clock) -> Iterator[tuple[date, timedelta]]:
    """Every night that may have a part in the span, by the day it began on, and how long that part is."""
    begins, ends = clock.night
    day = wall_time(span.start, clock.zone).date() - _DAY
    while instant(datetime.combine(day, begins), clock.zone) < span.end:
        last = day if ends > begins else day + _DAY
        night = Span(*(instant(datetime.combine(*each), clock.zone) for each in ((day, begins), (last, ends))))
        yield day, night.overlap(span)
        day += _DAY


def _days(span: Span, here: tzinfo) -> Iterator[tuple[date, timedelta]]:
    """Every day on the wall clock with a part in the span, and how long that part is: 23 to 25 hours at most."""
    day = wall_time(span.start, here).date()
    while (start := _midnight(day, here)) < span.end:
        yield day, Span(start, _midnight(day + _DAY, here)).overlap(span)
        day += _DAY


def _midnight(day: date, here: tzinfo) -> datetime:
    return instant(datetime.combine(day, time()), here)


def _first_day(day: date, weekend: Collection[int]) -> date:
    for _ in range(6):
        if (day - _DAY).weekday() not in weekend:
            break
        day -= _DAY
    return day


def _sum(parts: Iterator[timedelta]) -> timedelta:
    return sum(parts, timedelta())
