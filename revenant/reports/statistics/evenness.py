"""How unevenly things fall to people: Gini's coefficient (1912), and what chance alone makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

FEWEST_PEOPLE, FEWEST_EACH = 3, 5


def gini(shares: Sequence[float]) -> float | None:
    """0 where all have the same, towards 1 where one has all; None where there are too few people or things.

    With fewer than FEWEST_EACH things a person on average, chance alone makes any share look uneven.
    """
    n, total = len(shares), sum(shares)
    if n < FEWEST_PEOPLE or total < FEWEST_EACH * n:
        return None
    ranked = sorted(shares)
    return sum((2 * rank - n - 1) * value for rank, value in enumerate(ranked, start=1)) / (n * total)


def gini_by_chance(people: int, total: int) -> float:
    """Gini's coefficient to be expected where each thing falls to anybody with the same chance.

    The difference of two counts then has twice the variance of a Poisson count; its mean is that of the normal
    distribution, near enough from FEWEST_EACH on.
    """
    return (1 - 1 / people) / sqrt(pi * total / people)
