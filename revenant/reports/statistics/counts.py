"""Intervals of shares (Wilson 1927), of their difference (Newcombe 1998) and of counts (exact, Garwood 1936).

Two counts are compared given their sum, which makes the test exact (Przyborowski and Wilenski 1940).
"""

from __future__ import annotations

from functools import cache
from math import inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.integrals import beta_share, beyond, gamma_share, where
from revenant.reports.statistics.order import Bounds


class RateRatio(NamedTuple):
    """How often something happens in the second span for once in the first; `p` is two-sided.

    The estimate is None, and the upper bound infinite, where nothing happened in the first.
    """

    estimate: float | None
    bounds: Bounds
    p: float


def wilson(part: int, whole: int, level: float = 0.95) -> Bounds | None:
    """The interval of the share `part` of `whole`; None of nothing."""
    if not whole:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, weight = part / whole, z * z / whole
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)) / (1 + weight)
    return Bounds(0.0 if part == 0 else max(middle - half, 0.0), 1.0 if part == whole else min(middle + half, 1.0))


def share_difference(part: int, whole: int, later: int, later_whole: int, level: float = 0.95) -> Bounds | None:
    """The interval of the later share less the first (Newcombe's method 10); None where either is of nothing."""
    one, other = wilson(part, whole, level), wilson(later, later_whole, level)
    if one is None or other is None:
        return None
    first, second = part / whole, later / later_whole
    difference = second - first
    down = sqrt((second - other.low) ** 2 + (one.high - first) ** 2)
    up = sqrt((other.high - second) ** 2 + (first - one.low) ** 2)
    return Bounds(difference - down, difference + up)


@cache
def poisson(count: int, level: float = 0.95) -> Bounds:
    """Between which expected counts this count is no surprise."""
    outside = (1 - level) / 2

    def too_high(rate: float) -> float:
        return gamma_share(count + 1, rate) - (1 - outside)

    low = where(lambda rate: gamma_share(count, rate) - outside, 0.0, float(count)) if count else 0.0
    return Bounds(low, where(too_high, float(count), beyond(too_high, count + 1.0)))


def rate_ratio(first: int, span: float, second: int, second_span: float, level: float = 0.95) -> RateRatio | None:
    """Two counts over two spans of time compared; None where nothing happened in either, or a span is empty."""
    total = first + second
    if not total or span <= 0 or second_span <= 0:
        return None
    expected = second_span / (span + second_span)
    fewer, more = _at_most(second, total, expected), 1 - _at_most(second - 1, total, expected)
    low, high = (_odds(share) * span / second_span for share in _exact_share(second, total, level))
    estimate = second / second_span / (first / span) if first else None
    return RateRatio(estimate, Bounds(low, high), min(2 * min(fewer, more), 1.0))


def _at_most(part: int, whole: int, share: float) -> float:
    """The binomial probability of no more than `part`."""
    if not 0 <= part < whole:
        return 0.0 if part < 0 else 1.0
    return 1 - beta_share(part + 1, whole - part, share)


def _exact_share(part: int, whole: int, level: float) -> Bounds:
    """Clopper and Pearson's interval (1934), which agrees with the test."""
    outside = (1 - level) / 2
    low = where(lambda x: beta_share(part, whole - part + 1, x) - outside, 0.0, 1.0) if part else 0.0
    high = where(lambda x: beta_share(part + 1, whole - part, x) - (1 - outside), 0.0, 1.0) if part < whole else 1.0
    return Bounds(low, high)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf
