"""How a single value reads: the same word for a time, a duration or a gap in every format for people."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TypeAlias

from revenant.core.tables import Interval, Scalar, Series, Shown, Value
from revenant.core.text import one_line
from revenant.core.times import format_duration, format_time
from revenant.render.sparklines import is_known, sparkline

MISSING = "–"
Plain: TypeAlias = str | int | float | list[str | int | float | None] | list[float | None] | None


def for_people(value: Value) -> str:
    """A cell for a screen or a page; what is not known shows as a dash, never as zero."""
    if isinstance(value, Interval):
        return f"{for_people(value.low)} … {for_people(value.high)}"
    if isinstance(value, Shown):
        return one_line(value.text)
    if isinstance(value, Series):
        return sparkline(value.values)
    return _scalar_for_people(value)


def _scalar_for_people(value: Scalar) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return MISSING
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, float):
        return f"{value:.1f}"
    return one_line(str(value))


def for_machines(value: Value) -> Plain:
    """A cell for JSON: durations in seconds, times in ISO 8601, an interval as both of its ends."""
    if isinstance(value, Interval):
        return [scalar(value.low), scalar(value.high)]
    if isinstance(value, Series):
        return [each if is_known(each) else None for each in value.values]
    return scalar(value)


def scalar(value: Scalar | Shown) -> str | int | float | None:
    """A single cell for machines; what is no number is none."""
    if isinstance(value, Shown):
        return scalar(value.value)
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return None if isinstance(value, float) and not math.isfinite(value) else value
