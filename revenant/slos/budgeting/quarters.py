"""Quarters of the calendar: over which budgets are planned, and incidents of one class are added up."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from revenant.slos.budgeting.costs import Period
from revenant.slos.spans import Span


def quarters(now: datetime, zone: tzinfo) -> tuple[Period, Period]:
    """The last quarter that is over, and the running one, by the clock of a zone."""
    local = now.astimezone(zone)
    number = local.year * 4 + (local.month - 1) // 3
    return _quarter(number - 1, zone), _quarter(number, zone)


def _quarter(number: int, zone: tzinfo) -> Period:
    """Quarters counted on from the year nought."""
    return Period(f"{number // 4}-Q{number % 4 + 1}", Span(_start(number, zone), _start(number + 1, zone)))


def _start(number: int, zone: tzinfo) -> datetime:
    return datetime(number // 4, number % 4 * 3 + 1, 1, tzinfo=zone).astimezone(UTC)
