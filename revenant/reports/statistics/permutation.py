"""Whether two samples differ, by giving their values to the two periods anew at random (Fisher 1935, Pitman 1937).

It needs no approximation, ties or not. The p value counts the division that is there among those drawn, so it is
never zero (Phipson and Smyth 2010).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from random import Random
from typing import NamedTuple

from revenant.reports.statistics.drawing import bounded, choose
from revenant.reports.statistics.location import quantile_of_ranked
from revenant.reports.statistics.ranks import midranks

MOST, FEWEST, BUDGET, BESIDE = 4_999, 999, 2_000_000, 300
_ROUNDING = 1e-9
_OTHERS = bytes([1, 0]) + bytes(254)
Distance = Callable[[bytes | bytearray], float]


class Permutation(NamedTuple):
    """What was observed, second less first; how often chance is at least as far from nothing; how many were drawn."""

    observed: float
    p: float
    drawn: int


def permute_medians(first: Sequence[float], second: Sequence[float], rng: Random) -> Permutation | None:
    """The difference of the medians; None where so large a sample would allow fewer than FEWEST draws."""
    ranked = sorted((value, late) for late, values in ((0, first), (1, second)) for value in values)
    values = [value for value, _ in ranked]

    def distance(late: bytes | bytearray) -> float:
        early = late.translate(_OTHERS)
        return quantile_of_ranked([*compress(values, late)], 0.5) - quantile_of_ranked([*compress(values, early)], 0.5)

    return _permuted(distance, bytes(late for _, late in ranked), len(second), rng)


def permute_ranks(first: Sequence[float], second: Sequence[float], rng: Random) -> Permutation | None:
    """The difference of the mean ranks: Mann and Whitney's test without its approximation; None as above."""
    ranks = midranks([*first, *second])
    n, m = len(first), len(second)
    total = sum(ranks)

    def distance(late: bytes | bytearray) -> float:
        later = sum(compress(ranks, late))
        return later / m - (total - later) / n

    return _permuted(distance, bytes(n) + b"\1" * m, m, rng)


def _permuted(distance: Distance, late: bytes, size: int, rng: Random) -> Permutation | None:
    n = len(late)
    draws = bounded(MOST, n + BESIDE, BUDGET)
    if draws < FEWEST or not 0 < size < n:
        return None
    observed = distance(late)
    bound = abs(observed) * (1 - _ROUNDING)
    as_far = sum(abs(distance(choose(n, size, rng))) >= bound for _ in range(draws))
    return Permutation(observed, (as_far + 1) / (draws + 1), draws)
