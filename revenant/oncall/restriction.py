"""The hours of a week in which a layer is on call at all, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from revenant.core.wall_clock import instant, wall_time

WEEK = 7 * 24 * 60


class Hours(NamedTuple):
    """From one minute of the week (Monday's midnight is 0) to another, exclusive; it may end in the next week."""

    start: int
    end: int


class Restriction(NamedTuple):
    """Only within these hours, which neither overlap nor touch, in order."""

    hours: tuple[Hours, ...]
    zone: tzinfo

    def allows(self, at: datetime) -> bool:
        """Whether an instant lies within the hours."""
        return any(start <= at < end for start, end in self._near(at, at))

    def spans(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The hours with a part between two instants, in order; what the clock skips altogether is left out."""
        return ((start, end) for start, end in self._near(since, until) if start < until and end > since)

    def touches(self, start: datetime, end: datetime) -> bool:
        """Whether any of the hours lie between two times on the wall clock."""
        first, length = _minute(start), (end - start) // timedelta(minutes=1)
        return any(
            each.start + week < first + length and each.end + week > first
            for week in range(-WEEK, length + 2 * WEEK, WEEK)
            for each in self.hours
        )

    def _near(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The hours of every week from the one before `since` to that of `until`."""
        local, last = wall_time(since, self.zone), wall_time(until, self.zone)
        monday = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=local.weekday() + 7)
        while monday <= last:
            for start, end in self.hours:
                first, after = (instant(monday + timedelta(minutes=at), self.zone) for at in (start, end))
                if first < after:
                    yield first, after
            monday += timedelta(days=7)


def combined(hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """The same hours of the week with those that overlap or touch made one, in order."""
    found: list[Hours] = []
    for each in sorted(hours):
        if found and each.start <= found[-1].end:
            found[-1] = Hours(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    while len(found) > 1 and found[-1].end >= found[0].start + WEEK:  # over Sunday's midnight into Monday's hours
        first = found.pop(0)
        found[-1] = Hours(found[-1].start, max(found[-1].end, first.end + WEEK))
    if found and found[-1].end - found[-1].start >= WEEK:
        return (Hours(0, WEEK),)
    return tuple(found)


def _minute(local: datetime) -> int:
    return (local.weekday() * 24 + local.hour) * 60 + local.minute
