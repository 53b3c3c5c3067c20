"""Figures over durations, defined once: median, mean, and quantiles by linear interpolation.

The quantile is Hyndman and Fan's type 7, what spreadsheets call inclusive and numpy calls linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta


def quantile(values: Sequence[timedelta], share: float) -> timedelta | None:
    """The value below which `share` (0 to 1) of them lie; None without values."""
    if not values:
        return None
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    below = min(int(place), len(ranked) - 1)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (place - below)


def median(values: Sequence[timedelta]) -> timedelta | None:
    """The middle value, or the mean of the two in the middle; None without values."""
    return quantile(values, 0.5)


def mean(values: Sequence[timedelta]) -> timedelta | None:
    """The arithmetic mean; None without values."""
    return sum(values, timedelta()) / len(values) if values else None
