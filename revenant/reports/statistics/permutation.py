"""Whether two samples differ, by giving their values to the two periods anew at random (Fisher 1935, Pitman 1937).

Compared are the mean ranks, as Mann and Whitney compare them, without their approximation, ties or not: medians of
rounded durations tie so often that most divisions would be as far apart as the real one. The p value counts that one
among those drawn, so it is never zero (Phipson and Smyth 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from random import Random
from typing import NamedTuple

from revenant.reports.statistics.drawing import bounded, choose
from revenant.reports.statistics.ranks import midranks

MOST, FEWEST, BUDGET, BESIDE = 4_999, 999, 2_000_000, 300


class Permutation(NamedTuple):
    """How often chance is at least as far from nothing as what was observed, and how many divisions were drawn."""

    p: float
    drawn: int


def permute(first: Sequence[float], second: Sequence[float], rng: Random) -> Permutation | None:
    """The test; None where so large a sample would allow fewer than FEWEST draws, and of an empty one."""
    n, size = len(first) + len(second), len(second)
    draws = bounded(MOST, n + BESIDE, BUDGET)
    if draws < FEWEST or not 0 < size < n:
        return None
    doubled = [round(2 * rank) for rank in midranks([*first, *second])]  # whole numbers, so that equal is equal
    expected = size * (n + 1)
    observed = abs(sum(doubled[len(first) :]) - expected)
    as_far = sum(abs(sum(compress(doubled, choose(n, size, rng))) - expected) >= observed for _ in range(draws))
    return Permutation((as_far + 1) / (draws + 1), draws)
