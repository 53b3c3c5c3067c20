"""Two samples compared by ranks: Mann and Whitney's test (1947), P(B > A), Hodges and Lehmann's shift (1963)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.order import Bounds

NORMAL = NormalDist()


class RankTest(NamedTuple):
    """`u` counts the pairs in which the first sample is the larger, ties half; `p` is two-sided."""

    u: float
    p: float
    later_longer: float


class Shift(NamedTuple):
    """By how much the second sample is longer, and a 95 % interval of that."""

    estimate: float
    bounds: Bounds


def mann_whitney(first: Sequence[float], second: Sequence[float]) -> RankTest:
    """The test with the normal approximation, corrected for ties and continuity; both samples are not empty."""
    n, m = len(first), len(second)
    ranked = sorted(second)
    u = sum((bisect_left(ranked, value) + bisect_right(ranked, value)) / 2 for value in first)
    ties = sum(count**3 - count for count in Counter([*first, *second]).values())
    total = n + m
    spread = sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))))
    distance = max(abs(u - n * m / 2) - 0.5, 0.0)
    p = min(2 * NORMAL.cdf(-distance / spread), 1.0) if spread else 1.0
    return RankTest(u, p, 1 - u / (n * m))


def hodges_lehmann(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> Shift:
    """The median of all differences, second less first, with the interval that belongs to the rank test."""
    n, m = len(first), len(second)
    differences = sorted(late - early for early in first for late in second)
    spread = NORMAL.inv_cdf((1 + level) / 2) * sqrt(n * m * (n + m + 1) / 12)
    outside = max(int(n * m / 2 - spread), 0)
    middle = len(differences) // 2
    estimate = differences[middle] if len(differences) % 2 else (differences[middle - 1] + differences[middle]) / 2
    return Shift(estimate, Bounds(differences[outside], differences[-1 - outside]))
