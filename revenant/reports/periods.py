"""Periods as people type them: 2025, 2025-Q3, 2025-08, 2025-W34, 2025-08-14, or FROM..TO of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.errors import InvalidPeriodError

_SINGLE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?", re.IGNORECASE)
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Period(NamedTuple):
    """From `since` until just before `until`, in UTC; `name` is how it was typed."""

    name: str
    since: datetime
    until: datetime

    def holds(self, time: datetime | None) -> bool:
        return time is not None and self.since <= time < self.until

    def of(self, incidents: Iterable[IncidentSnapshot]) -> list[IncidentSnapshot]:
        """Those detected in it."""
        return [it for it in incidents if self.holds(it.detected_at)]


def parse_period(text: str) -> Period:
    """Read a period; both ends of FROM..TO belong to it, and one of them may be left out.

    Raises:
        InvalidPeriodError: it is none, or ends before it begins.
    """
    first, dots, last = text.strip().partition("..")
    since = _single(first, text)[0] if first else _FIRST
    until = _single(last if dots else first, text)[1] if last or not dots else _LAST
    if since >= until or text.strip() == "..":
        raise InvalidPeriodError(text)
    return Period(text.strip(), since, until)


def _single(word: str, text: str) -> tuple[datetime, datetime]:
    found = _SINGLE.fullmatch(word.strip())
    if not found:
        raise InvalidPeriodError(text)
    year, quarter, week, month, day = (int(group) if group else None for group in found.groups())
    try:
        return _span(year or 0, quarter, week, month, day)
    except (ValueError, OverflowError):
        raise InvalidPeriodError(text) from None


def _span(
    year: int, quarter: int | None, week: int | None, month: int | None, day: int | None
) -> tuple[datetime, datetime]:
    if week is not None:
        monday = datetime.fromisocalendar(year, week, 1).replace(tzinfo=UTC)
        return monday, monday + timedelta(weeks=1)
    if day is not None:
        start = datetime(year, month or 1, day, tzinfo=UTC)
        return start, start + timedelta(days=1)
    first = (quarter * 3 - 2 if quarter else month) or 1
    months = 3 if quarter else 1 if month else 12
    return datetime(year, first, 1, tzinfo=UTC), _later(year, first, months)


def _later(year: int, month: int, months: int) -> datetime:
    years, rest = divmod(month - 1 + months, 12)
    return datetime(year + years, rest + 1, 1, tzinfo=UTC)
