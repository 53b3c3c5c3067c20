"""The middle of a sample and its quantiles, defined once.

The quantile is Hyndman and Fan's type 7, what spreadsheets call inclusive and numpy calls linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (0 to 1) of them lie; None without values."""
    return quantile_of_ranked(sorted(values), share) if values else None


def quantile_of_ranked(ranked: Sequence[float], share: float) -> float:
    """The same of values in ascending order, of which there is at least one."""
    place = share * (len(ranked) - 1)
    below = min(int(place), len(ranked) - 1)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (place - below)


def median(values: Sequence[float]) -> float | None:
    """The middle value, or the mean of the two in the middle; None without values."""
    return quantile(values, 0.5)


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean; None without values."""
    return fsum(values) / len(values) if values else None


def geometric_mean(values: Sequence[float]) -> float | None:
    """The mean on the scale of logarithms, of those above zero, which alone have one; None without any."""
    logs = [log(value) for value in values if value > 0]
    return exp(fsum(logs) / len(logs)) if logs else None


def log_deviation(values: Sequence[float]) -> float | None:
    """The standard deviation of the logarithms of those above zero; None for fewer than two."""
    logs = [log(value) for value in values if value > 0]
    if len(logs) < 2:
        return None
    middle = fsum(logs) / len(logs)
    return float((fsum((each - middle) ** 2 for each in logs) / (len(logs) - 1)) ** 0.5)
