"""What a cell measures: its number in base units, and whether a column holds durations, shares or plain numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from revenant.core.tables import Interval, Series, Shown, Value

_MOST = 1e300  # beyond it sums and steps of a scale are no numbers any more


class Unit(StrEnum):
    """What the numbers of a column are: seconds, shares of one, seconds since 1970, or just numbers."""

    SECONDS = "seconds"
    RATIO = "ratio"
    TIMESTAMP = "timestamp"
    NUMBER = "number"


def amount(value: Value) -> float | None:
    """The number of a cell in base units; None for texts, and where there is none."""
    if isinstance(value, Shown):
        return amount(value.value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST:
        return value
    return None


def unit_of(values: Iterable[Value]) -> Unit:
    """The unit of a column: of its first cell that has one. Shares are those that people read in percent."""
    return next((unit for value in values if (unit := _unit(value)) is not None), Unit.NUMBER)


def _unit(value: Value) -> Unit | None:
    if isinstance(value, Interval):
        return _unit(value.low) or _unit(value.high)
    if isinstance(value, Shown):
        read_as_share = "%" in value.text and isinstance(value.value, int | float)
        return Unit.RATIO if read_as_share else _unit(value.value)
    if isinstance(value, timedelta):
        return Unit.SECONDS
    if isinstance(value, datetime):
        return Unit.TIMESTAMP
    return None if value is None or isinstance(value, str | Series) else Unit.NUMBER
