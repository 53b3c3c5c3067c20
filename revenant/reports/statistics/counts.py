"""Intervals of shares and of counts: Wilson's score (1927) and the exact Poisson limits of Garwood (1936)."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

from revenant.reports.statistics.order import Bounds


def wilson(part: int, whole: int, level: float = 0.95) -> Bounds | None:
    """The interval of the share `part` of `whole`; None of nothing."""
    if not whole:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, weight = part / whole, z * z / whole
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + weight)
    return Bounds(0.0 if part == 0 else max(middle - half, 0.0), 1.0 if part == whole else min(middle + half, 1.0))


def poisson(count: int, level: float = 0.95) -> Bounds:
    """Between which expected counts this count is no surprise."""
    outside = (1 - level) / 2
    top = count + 10 * sqrt(count + 1) + 10
    low = _root(lambda rate: 1 - _at_most(count - 1, rate) - outside, 0.0, top) if count else 0.0
    return Bounds(low, _root(lambda rate: outside - _at_most(count, rate), 0.0, top))


def _at_most(count: int, rate: float) -> float:
    """The probability of no more than `count`."""
    if not rate:
        return 1.0
    return min(fsum(exp(k * log(rate) - rate - lgamma(k + 1)) for k in range(count + 1)), 1.0)


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function passes zero."""
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
