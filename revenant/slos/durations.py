"""OpenSLO's short durations: `5m` is five minutes, `5M` five months of thirty days (OpenSLO v1, duration-shorthand)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

PATTERN = r"^0{0,9}[1-9][0-9]{0,5}[mhdwMQY]\Z"
WORDS = "a duration such as 5m (minutes), 1h, 28d, 4w, 1M (months), 1Q or 1Y"
LONGEST = timedelta(days=3660)
MINUTES = "m"
_DAYS = {"d": 1, "w": 7, "M": 30, "Q": 90, "Y": 365}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_SHORT = re.compile(r"0{0,9}([1-9][0-9]{0,5})([mhdwMQY])")


class Short(NamedTuple):
    """A short duration taken apart: `number` of `unit`s, a letter of mhdwMQY."""

    number: int
    unit: str

    @property
    def length(self) -> timedelta:
        """How long it is nominally: a month has 30 days, a quarter 90, a year 365."""
        if self.unit in _DAYS:
            return timedelta(days=self.number * _DAYS[self.unit])
        return timedelta(hours=self.number) if self.unit == "h" else timedelta(minutes=self.number)

    @property
    def months(self) -> int:
        """How many months of the calendar; 0 where it is counted in something smaller."""
        return self.number * _MONTHS.get(self.unit, 0)

    @property
    def days(self) -> int:
        """How many days of the calendar, of days and weeks; else 0."""
        return self.number * {"d": 1, "w": 7}.get(self.unit, 0)


def taken_apart(text: str) -> Short:
    """Number and unit.

    Raises:
        ValueError: it is no short duration.
    """
    found = _SHORT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not {WORDS}")
    return Short(int(found[1]), found[2])


def parse(text: str) -> timedelta:
    """The nominal length: a month has 30 days, a quarter 90, a year 365.

    Raises:
        ValueError: it is no short duration.
    """
    return taken_apart(text).length


def written(length: timedelta) -> str:
    """A length in the largest unit that it is a whole number of: 5m, 36h, 28d, and seconds where nothing fits."""
    for unit, size in (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("m", timedelta(minutes=1))):
        if length >= size and not length % size:
            return f"{length // size}{unit}"
    return f"{length.total_seconds():g}s"
