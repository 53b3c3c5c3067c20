"""Times on the wall clock of a zone, where once a year an hour is missing and once one comes twice.

What is computed follows one rule: a time that does not exist is the first instant after the gap, one that comes twice
is the first of both. What people typed is never guessed at: `choices` says what it may mean.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple


class Choices(NamedTuple):
    """What a typed time may mean: both instants of one that comes twice, else the last before its gap and the first
    after it; in UTC, to the minute.
    """

    is_missing: bool
    first: datetime
    second: datetime


def instant(local: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, of a time on the wall clock, given without a zone."""
    offset = _offset_all_day(local.toordinal(), zone)
    if offset is not None:
        return local.replace(tzinfo=UTC, fold=0) - offset
    first, second = _both(local, zone)
    return first if first <= second else _change_between(second, first, zone)


def choices(local: datetime, zone: tzinfo) -> Choices | None:
    """What a time may mean that does not exist or comes twice; None where there is one answer."""
    first, second = _both(local, zone)
    if first == second:
        return None
    if first < second:
        return Choices(False, first, second)
    after = _change_between(second, first, zone)
    return Choices(True, after - timedelta(minutes=1), after)


def wall_time(at: datetime, zone: tzinfo) -> datetime:
    """What the clock on the wall shows at an instant, without a zone."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def months_later(start: datetime, months: int) -> datetime:
    """The same day so many months later, or the last day of a month that is too short."""
    month = start.year * 12 + start.month - 1 + months
    first = start.replace(year=month // 12, month=month % 12 + 1, day=1)
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first + timedelta(days=min(start.day, (following - first).days) - 1)


@lru_cache(maxsize=16_384)
def _offset_all_day(ordinal: int, zone: tzinfo) -> timedelta | None:
    """The offset of a day on which the clock is not set, as on nearly all; None where it may be.

    To ask the zone once a day makes a year of hours three times as fast.
    """
    midnight = datetime.fromordinal(ordinal)
    before = midnight.replace(tzinfo=zone).utcoffset()
    try:
        after = (midnight + timedelta(days=1)).replace(tzinfo=zone, fold=1).utcoffset()
    except OverflowError:
        return None
    return before if before == after else None


def _both(local: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """By the offset before a change of the clock, and by the one after it; the same where none is near."""
    before, after = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return before, after


def _change_between(low: datetime, high: datetime, zone: tzinfo) -> datetime:
    """The second at which the clock is set, somewhere after `low` and not after `high`."""
    offset = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // timedelta(seconds=2) * timedelta(seconds=1)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high
