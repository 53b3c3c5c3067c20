"""The time an objective is kept over: the last so many days, or the running month of a calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from revenant.slos.spans import Span

_MONTHS = {"M": 1, "Q": 3, "Y": 12}


class Window(Struct, frozen=True, kw_only=True):
    """`length` is nominal: a month counts 30 days. A calendar window has a `start` on the wall clock of `zone`.

    A rolling one ends now. A calendar one is the period of `count` `unit`s since `start` in which now lies: its days
    and months are those of the wall clock, so that none of them need be 24 hours or 30 days.
    """

    length: timedelta
    text: str
    start: datetime | None = None
    zone: str = "UTC"

    @property
    def is_rolling(self) -> bool:
        return self.start is None

    def span(self, now: datetime) -> Span:
        """All of the window in which `now` lies; a calendar window ends after it."""
        if self.start is None:
            return Span(now - self.length, now)
        periods = self._periods_before(now, self.start)
        return Span(self._at(periods, self.start), self._at(periods + 1, self.start))

    def _periods_before(self, now: datetime, start: datetime) -> int:
        """How many whole periods lie between the start and now; below zero before the start."""
        local = now.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        nominal = (local - start) // max(self.length, timedelta(minutes=1))
        return next(each for each in range(nominal + 2, nominal - 40, -1) if self._at(each, start) <= now)

    def _at(self, periods: int, start: datetime) -> datetime:
        """When the period begins that follows so many others."""
        count, unit = int(self.text[:-1]) * periods, self.text[-1]
        months = _MONTHS.get(unit)
        local = _months_later(start, count * months) if months else start + self.length * periods
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


def _months_later(start: datetime, months: int) -> datetime:
    """The same day so many months later, or the last day of a month that is too short."""
    month = start.year * 12 + start.month - 1 + months
    first = start.replace(year=month // 12, month=month % 12 + 1, day=1)
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first + timedelta(days=min(start.day, (following - first).days) - 1)
