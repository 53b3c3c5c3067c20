"""The shape of a sample: how much longer its long tail is than its short one, and how much of the whole is in it."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, log


def log_skewness(values: Sequence[float]) -> float | None:
    """The skewness of the logarithms of those above zero: 0 where these lie even, as for lognormal durations.

    It is the third moment over the cube of the standard deviation. None for fewer than three, or all the same.
    """
    logs = [log(value) for value in values if value > 0]
    if len(logs) < 3:
        return None
    middle = fsum(logs) / len(logs)
    second = fsum((each - middle) ** 2 for each in logs) / len(logs)
    third = fsum((each - middle) ** 3 for each in logs) / len(logs)
    return third / second**1.5 if second > 1e-18 else None


def share_of_largest(ranked: Sequence[float], part: float) -> float | None:
    """Which share of the sum the largest `part` of the values make up; values ascend. None where the sum is zero."""
    total = fsum(ranked)
    largest = round(len(ranked) * part)
    return fsum(ranked[len(ranked) - largest :]) / total if total and largest else None
