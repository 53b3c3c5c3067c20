"""Shifts and their hours for pay: one row a person and shift, times by the clock and in UTC, hours as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta, tzinfo
from typing import Any

from revenant.core.tables import Column, Table, Value
from revenant.core.times import format_time
from revenant.oncall.loading.hours import Worked

_KEYS = (
    "schedule", "person", "start", "end", "start_utc", "end_utc", "hours", "night_hours", "weekend_hours",
    "holiday_hours", "holidays",
)  # fmt: skip


def pay_table(found: Iterable[tuple[Worked, tzinfo]]) -> Table:
    """The rows; a holiday is named with its day."""
    return Table("", [Column(key, key) for key in _KEYS], [_row(each, here) for each, here in found])


def pay_data(found: Iterable[tuple[Worked, tzinfo]]) -> list[dict[str, Any]]:
    """The same as data."""
    return [dict(zip(_KEYS, _row(each, here), strict=True)) for each, here in found]


def hours(span: timedelta) -> float:
    """A length in hours: exact to the second, four digits after the point."""
    return round(span / timedelta(hours=1), 4)


def _row(each: Worked, here: tzinfo) -> list[Value]:
    shift = each.shift
    local = (at.astimezone(here).isoformat(timespec="seconds") for at in (shift.start, shift.end))
    names = "; ".join(f"{day} {name}" for day, name in sorted(each.days_off.items()))
    spans = (each.length, each.night, each.weekend, each.holiday)
    utc = (format_time(shift.start), format_time(shift.end))
    return [shift.schedule, shift.person, *local, *utc, *map(hours, spans), names]
