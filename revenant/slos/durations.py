"""OpenSLO's short durations: `5m` is five minutes, `5M` five months of thirty days (OpenSLO v1, duration-shorthand)."""

from __future__ import annotations

import re
from datetime import timedelta

PATTERN = r"^[1-9][0-9]{0,5}[mhdwMQY]$"
_DAYS = {"d": 1, "w": 7, "M": 30, "Q": 90, "Y": 365}
_SHORT = re.compile(r"([1-9][0-9]{0,5})([mhdwMQY])")


def parse(text: str) -> timedelta:
    """The nominal length: a month has 30 days, a quarter 90, a year 365.

    Raises:
        ValueError: it is none of these.
    """
    found = _SHORT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no duration such as 5m (minutes), 1h, 28d, 4w, 1M (months), 1Q or 1Y")
    number, unit = int(found[1]), found[2]
    if unit in _DAYS:
        return timedelta(days=number * _DAYS[unit])
    return timedelta(hours=number) if unit == "h" else timedelta(minutes=number)
