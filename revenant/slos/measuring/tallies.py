"""Events counted into the spans that are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from revenant.slos.measuring.columns import Period
from revenant.slos.usage import Asked, Reading, Usage


class EventTallies:
    """Adds up periods. One that lies partly in a span counts by the part of its time that does."""

    def __init__(self, asked: Sequence[Asked], now: datetime) -> None:
        self._asked, self._now = asked, now
        self._usages = [Usage(0.0, 0.0, timedelta())] * len(asked)
        self._until: datetime | None = None

    def add(self, period: Period) -> None:
        """Count one period into every span it lies in."""
        if period.span.end > self._now:
            return
        self._until = max(period.span.end, self._until or period.span.end)
        for place, each in enumerate(self._asked):
            part = period.span.clipped(each.span)
            if part is not None:
                share, old = part.length / period.span.length, self._usages[place]
                bad = (period.total - period.good) * share
                self._usages[place] = Usage(old.bad + bad, old.all + period.total * share, old.measured + part.length)

    @property
    def reading(self) -> Reading:
        return Reading(self._usages, [], self._until)
