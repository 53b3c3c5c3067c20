"""How a single value reads: the same word for a time, a duration or a gap in every format for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from revenant.core.tables import Interval, Scalar, Series, Shown, Value
from revenant.core.text import one_line
from revenant.core.times import format_duration, format_time

MISSING = "–"
_LEVELS = "▁▂▃▄▅▆▇█"
Plain: TypeAlias = str | int | float | list[str | int | float | None] | list[float | None] | None


def for_people(value: Value) -> str:
    """A cell for a screen or a page; what is not known shows as a dash, never as zero."""
    if value is None:
        return MISSING
    if isinstance(value, Interval):
        return f"{for_people(value.low)} … {for_people(value.high)}"
    if isinstance(value, Shown):
        return one_line(value.text)
    if isinstance(value, Series):
        return sparkline(value.values)
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, float):
        return f"{value:.1f}"
    return one_line(str(value))


def sparkline(values: Sequence[float | None]) -> str:
    """The values as a row of blocks, from none to the highest; a gap where there is none."""
    highest = max((value for value in values if value is not None), default=0)
    return "".join(" " if value is None else _LEVELS[round(value / highest * 7) if highest else 0] for value in values)


def for_machines(value: Value) -> Plain:
    """A cell for JSON: durations in seconds, times in ISO 8601, an interval as both of its ends."""
    if isinstance(value, Shown):
        return scalar(value.value)
    if isinstance(value, Interval):
        return [scalar(end.value if isinstance(end, Shown) else end) for end in value]
    return list(value.values) if isinstance(value, Series) else scalar(value)


def scalar(value: Scalar) -> str | int | float | None:
    """A single cell for machines."""
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value
