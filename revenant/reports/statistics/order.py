"""Confidence intervals of quantiles from the order of the values alone, whatever their distribution.

Between two order statistics lies the quantile with a probability that the binomial distribution gives exactly
(David and Nagaraja, Order Statistics, 7.1). For few values no two are far enough apart, and there is no interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, count
from math import exp, lgamma, log, sqrt
from typing import NamedTuple


class Bounds(NamedTuple):
    """Both ends of an interval."""

    low: float
    high: float


@cache
def fewest(share: float, level: float = 0.95) -> int:
    """The smallest sample with a two-sided interval: 6 for the median, 36 for p90, 72 for p95 at 95 %."""
    outside = (1 - level) / 2
    return next(n for n in count(1) if share**n <= outside and (1 - share) ** n <= outside)


def quantile_interval(values: Sequence[float], share: float, level: float = 0.95) -> Bounds | None:
    """The interval that holds the quantile with at least `level`; None below `fewest`."""
    if len(values) < fewest(share, level):
        return None
    ranked = sorted(values)
    low, high = _ranks(len(ranked), share, (1 - level) / 2)
    return Bounds(ranked[low - 1], ranked[high - 1])


@cache
def _ranks(n: int, share: float, outside: float) -> tuple[int, int]:
    """The ranks, from 1, at most `outside` of the probability below the one and above the other."""
    middle, far = n * share, 12 * sqrt(n * share * (1 - share)) + 12  # what lies farther out counts for nothing
    start, stop = max(int(middle - far), 0), min(int(middle + far), n)
    sums = list(accumulate(_binomial(n, k, share) for k in range(start, stop + 1)))
    low = max((k + 1 for k, below in enumerate(sums, start) if below <= outside), default=1)
    high = next(k + 1 for k, below in enumerate(sums, start) if below >= 1 - outside)
    return low, min(high, n)


def _binomial(n: int, k: int, share: float) -> float:
    chosen = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(chosen + k * log(share) + (n - k) * log(1 - share))
