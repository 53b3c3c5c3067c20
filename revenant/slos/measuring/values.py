"""Times and numbers of a file of measured values, one at a time."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from math import isfinite

from revenant.slos.measuring.moments import micros

MOST = 10**15  # above, the sums of a year are no longer exact
_HOUR = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d", re.ASCII)
_REST = re.compile(r":\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_MIDNIGHT = "2026-01-01T00"


def read_time(text: str) -> int:
    """Microseconds since 1970 of an ISO time with its offset.

    Raises:
        ValueError: it is none, or there is no such time.
    """
    plain = text.strip()
    try:
        return _hour(plain[:13]) + _within_hour(plain[13:])
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no time such as 2026-11-23T10:15:00Z") from None


@lru_cache(maxsize=16_384)
def _hour(text: str) -> int:
    """The beginning of an hour on the wall clock, as if it were UTC; the same hour is asked for often."""
    if not _HOUR.fullmatch(text):
        raise ValueError
    return micros(datetime.fromisoformat(f"{text}:00Z"))


@lru_cache(maxsize=16_384)
def _within_hour(text: str) -> int:
    """Minutes, seconds and what the offset takes away."""
    if not _REST.fullmatch(text):
        raise ValueError
    return micros(datetime.fromisoformat(_MIDNIGHT + text)) - _hour(_MIDNIGHT)


def read_number(text: str) -> float:
    """A number of events; whole numbers stay whole.

    Raises:
        ValueError: it is none, or so large that it cannot be counted exactly.
    """
    plain = text.strip()
    if not _NUMBER.fullmatch(plain) or len(plain) > 40:
        raise ValueError(f"{text[:40]!r} is no number")
    value: float = int(plain) if plain.lstrip("+-").isdigit() else float(plain)
    if not isfinite(value) or abs(value) > MOST:
        raise ValueError(f"{text[:40]!r} is too large for a number of events")
    return value
