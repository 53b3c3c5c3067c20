"""Two samples compared by ranks: Mann and Whitney's test (1947), P(B > A), Hodges and Lehmann's shift (1963)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.differences import nth_differences
from revenant.reports.statistics.order import Bounds

NORMAL = NormalDist()
EXACT_UP_TO = 400  # pairs: beyond 20 times 20 the approximation is off by less than .005


class RankTest(NamedTuple):
    """`u` counts the pairs in which the first sample is the larger, ties half; `p` is two-sided.

    `later_longer` is the share of pairs in which the second is the larger, ties half; `exact` says how p was found.
    """

    u: float
    p: float
    later_longer: float
    exact: bool = False


class Shift(NamedTuple):
    """By how much the second sample is longer, and a 95 % interval of that; None where the samples are too small."""

    estimate: float
    bounds: Bounds | None


def mann_whitney(first: Sequence[float], second: Sequence[float]) -> RankTest:
    """The test; both samples hold something.

    Exact for few pairs without ties, else by the normal approximation, corrected for ties and continuity.
    """
    n, m = len(first), len(second)
    ranked = sorted(second)
    u = sum(bisect_left(ranked, value) + bisect_right(ranked, value) for value in first) / 2
    ties = sum(count**3 - count for count in Counter([*first, *second]).values())
    exact = not ties and n * m <= EXACT_UP_TO
    p = _exact(int(u), n, m) if exact else _approximate(u, n, m, ties)
    return RankTest(u, p, 1 - u / (n * m), exact)


def _exact(u: int, n: int, m: int) -> float:
    return min(2 * u_at_most(min(u, n * m - u), n, m), 1.0)


def _approximate(u: float, n: int, m: int, ties: int) -> float:
    total = n + m
    spread = sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))))
    distance = max(abs(u - n * m / 2) - 0.5, 0.0)
    return min(2 * NORMAL.cdf(-distance / spread), 1.0) if spread else 1.0


def u_at_most(u: int, n: int, m: int) -> float:
    """The probability of a U of no more than `u` where nothing differs, without ties."""
    sums = _sums(min(n, m), max(n, m))
    return 0.0 if u < 0 else sums[min(u, n * m)] / sums[-1]


@cache
def _sums(n: int, m: int) -> list[int]:
    """In how many orders of n and m values U is at most 0, 1, 2, …: the coefficients of Gauss's binomial, summed."""
    ways = [1] + [0] * (n * m)
    for k in range(1, n + 1):
        for u in range(n * m, m + k - 1, -1):
            ways[u] -= ways[u - m - k]
        for u in range(k, n * m + 1):
            ways[u] += ways[u - k]
    return list(accumulate(ways))


def midranks(values: Sequence[float]) -> list[float]:
    """The rank of each, from 1, in the order given; equal ones share the mean of their ranks."""
    ranked = sorted(values)
    rank = {value: (bisect_left(ranked, value) + bisect_right(ranked, value) + 1) / 2 for value in set(values)}
    return [rank[value] for value in values]


def hodges_lehmann(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> Shift:
    """The median of all differences, second less first, with the interval that belongs to the rank test."""
    pairs = len(first) * len(second)
    middle = [(pairs - 1) // 2, pairs // 2]
    outside = _outside(len(first), len(second), (1 - level) / 2)
    ends = [outside - 1, pairs - outside] if outside else []
    low, high, *bounds = nth_differences(first, second, [*middle, *ends])
    return Shift(low if low == high else (low + high) / 2, Bounds(*bounds) if bounds else None)


def _outside(n: int, m: int, share: float) -> int:
    """The place, from 1, of the difference at which the interval begins; 0 where none is far enough out."""
    if n * m <= EXACT_UP_TO:
        return next(u for u in range(n * m + 1) if u_at_most(u, n, m) > share)
    spread = sqrt(n * m * (n + m + 1) / 12)
    return max(int(n * m / 2 + NORMAL.inv_cdf(share) * spread + 0.5), 0)
