"""The time an objective is kept over: the last so many days, or the running month of a calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from revenant.core.wall_clock import instant, months_later, wall_time
from revenant.slos.durations import taken_apart
from revenant.slos.spans import Span


class Window(Struct, frozen=True, kw_only=True):
    """`length` is nominal: a month counts 30 days. A calendar window has a `start` on the wall clock of `zone`.

    A rolling one ends now. A calendar one is the period of `text`, such as 1M, in which now lies, counted from the
    start in both directions. Its days, weeks and months are those of the wall clock, so that none of them need be 24
    hours or 30 days; its minutes and hours are as long as they always are. A month without that day begins on its
    last. What the clock skips begins when it goes on, and of what it shows twice the first counts.
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
        number = self._number(now, self.start)
        return Span(self._beginning(number, self.start), self._beginning(number + 1, self.start))

    def _number(self, now: datetime, start: datetime) -> int:
        """Which period now lies in; the one that begins with the start is 0."""
        local = wall_time(now, ZoneInfo(self.zone))
        number = (local - start) // self.length
        while self._beginning(number, start) > now:
            number -= 1
        while self._beginning(number + 1, start) <= now:
            number += 1
        return number

    def _beginning(self, number: int, start: datetime) -> datetime:
        """When the period of that number begins."""
        each, zone = taken_apart(self.text), ZoneInfo(self.zone)
        if each.months:
            return instant(months_later(start, each.months * number), zone)
        if each.days:
            return instant(start + timedelta(days=each.days * number), zone)
        return instant(start, zone) + self.length * number
