"""Times as other systems write them: ISO text with or without zone, epochs in s, ms, µs or ns."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from revenant.core.times import format_duration, format_time

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_CREDIBLE, LAST_CREDIBLE = EPOCH, datetime(2200, 1, 1, tzinfo=UTC)
FIRST_LIKELY = datetime(2000, 1, 1, tzinfo=UTC)
SKEW = timedelta(minutes=5)
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,12})?")
# Below each bound an epoch counts in that many parts of a second; 10¹¹ s is the year 5138.
_UNITS = ((10**11, 1), (10**14, 10**3), (10**17, 10**6))


def read_time(value: Any) -> datetime | None:
    """The time `value` says, in UTC; None where it says none. A time without zone is taken as UTC."""
    if isinstance(value, str):
        return _from_text(value.strip())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(value)
    return None


def names_no_zone(value: Any) -> bool:
    """Whether a readable time is text that leaves its zone open."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value.strip()):
        return False
    clock = value.strip()[10:].upper()
    return not (clock.endswith(("Z", "UTC")) or "+" in clock or "-" in clock)


def from_nanoseconds(value: Any) -> datetime | None:
    """An epoch known to count nanoseconds, as number or text; 0 and less mean that there is none."""
    try:
        nanoseconds = int(value)
        return EPOCH + timedelta(microseconds=nanoseconds // 1000) if nanoseconds > 0 else None
    except (TypeError, ValueError, OverflowError):
        return None


def is_credible(at: datetime) -> bool:
    """Whether a clock could say so at all: the years 1970 to 2199. Anything else must not order other signals."""
    return FIRST_CREDIBLE <= at < LAST_CREDIBLE


def clock_doubt(at: datetime, now: datetime) -> str:
    """What makes a credible time doubtful; empty where nothing does."""
    if at > now + SKEW:
        return f"its time is in the future, by {format_duration(at - now)}: a clock or a zone is wrong"
    return f"its time is {format_time(at)}: before the year 2000" if at < FIRST_LIKELY else ""


def _from_text(said: str) -> datetime | None:
    if _NUMBER.fullmatch(said):
        return _from_epoch(float(said) if "." in said else int(said))
    try:
        time = datetime.fromisoformat(said.removesuffix("UTC").rstrip())
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _from_epoch(number: float) -> datetime | None:
    try:
        size = abs(number)
        parts = next((parts for bound, parts in _UNITS if size < bound), 10**9)
        if isinstance(number, int):
            return EPOCH + timedelta(microseconds=number * 10**6 // parts)
        return EPOCH + timedelta(seconds=number / parts)
    except (ValueError, OverflowError):
        return None
