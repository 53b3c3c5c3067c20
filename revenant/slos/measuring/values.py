"""Times and numbers of a file of measured values, one at a time."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from math import isfinite

from revenant.slos.measuring.moments import micros

MOST = 10**15  # above, the sums of a year are no longer exact
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)


@lru_cache(maxsize=1024)
def read_time(text: str) -> int:
    """Microseconds since 1970 of an ISO time with its offset.

    Raises:
        ValueError: it is none, or lies beyond the calendar.
    """
    if not _TIME.fullmatch(text.strip()):
        raise ValueError(f"{text[:40]!r} is no time such as 2026-11-23T10:15:00Z")
    return micros(datetime.fromisoformat(text.strip()))


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
