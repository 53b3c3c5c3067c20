"""Durations on the scale of logarithms, where they are nearly normal: geometric means, Welch's test (1947), its power.

Values of zero have no logarithm and take no part; whoever asks says how many those were.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log, sqrt
from typing import NamedTuple

from revenant.reports.statistics.order import Bounds
from revenant.reports.statistics.student import t_power, t_quantile, two_sided


class GeometricMean(NamedTuple):
    """The mean of the logarithms taken back, its 95 % interval, and how many values above zero it rests on."""

    estimate: float
    bounds: Bounds
    n: int


class Ratio(NamedTuple):
    """How many times as long the second sample's geometric mean is, its interval, and Welch's two-sided p."""

    estimate: float
    bounds: Bounds
    p: float


class _Logs(NamedTuple):
    n: int
    mean: float
    error: float  # the square of the standard error


def geometric_mean_interval(values: Sequence[float], level: float = 0.95) -> GeometricMean | None:
    """The geometric mean with Student's interval; None for fewer than two values above zero."""
    logs = _logs(values)
    if logs is None:
        return None
    half = t_quantile((1 + level) / 2, logs.n - 1) * sqrt(logs.error)
    return GeometricMean(exp(logs.mean), Bounds(exp(logs.mean - half), exp(logs.mean + half)), logs.n)


def geometric_ratio(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> Ratio | None:
    """Welch's t test of the logarithms; None where a sample has fewer than two values above zero."""
    one, other = _logs(first), _logs(second)
    if one is None or other is None:
        return None
    difference, error = other.mean - one.mean, one.error + other.error
    if not error:
        return Ratio(exp(difference), Bounds(exp(difference), exp(difference)), 1.0 if not difference else 0.0)
    freedom = error**2 / (one.error**2 / (one.n - 1) + other.error**2 / (other.n - 1))
    half = t_quantile((1 + level) / 2, freedom) * sqrt(error)
    bounds = Bounds(exp(difference - half), exp(difference + half))
    return Ratio(exp(difference), bounds, two_sided(difference / sqrt(error), freedom))


def power_of_cut(cut: float, first: int, second: int, log_deviation: float, level: float = 0.95) -> float:
    """How often Welch's test notices that all durations became shorter by the share `cut`.

    Durations are taken as lognormal with this standard deviation of their logarithms; exact for samples of one size.
    """
    distance = -log(1 - cut) / (log_deviation * sqrt(1 / first + 1 / second))
    shares = (1 / first**2 / (first - 1), 1 / second**2 / (second - 1))
    return t_power(distance, (1 / first + 1 / second) ** 2 / sum(shares), level)


def _logs(values: Sequence[float]) -> _Logs | None:
    logs = [log(value) for value in values if value > 0]
    n = len(logs)
    if n < 2:
        return None
    middle = fsum(logs) / n
    return _Logs(n, middle, fsum((each - middle) ** 2 for each in logs) / (n - 1) / n)
