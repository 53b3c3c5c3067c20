"""How a single value reads: the same word for a time, a duration or a gap in every format for people."""

from __future__ import annotations

from datetime import datetime, timedelta

from revenant.core.tables import Value
from revenant.core.text import one_line
from revenant.core.times import format_duration, format_time

MISSING = "–"


def for_people(value: Value) -> str:
    """A cell for a screen or a page; what is not known shows as a dash, never as zero."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, float):
        return f"{value:.1f}"
    return one_line(str(value))


def for_machines(value: Value) -> str | int | float | None:
    """A cell for JSON or CSV: durations in seconds, times in ISO 8601."""
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value
