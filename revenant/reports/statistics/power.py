"""What a sample could have shown: the smallest change that two samples of such sizes detect."""

from __future__ import annotations

from math import exp, sqrt
from statistics import NormalDist


def smallest_cut(first: int, second: int, log_deviation: float, power: float = 0.8, level: float = 0.95) -> float:
    """The share by which durations must have become shorter to be noticed with `power`, 0 to 1.

    Durations are taken as lognormal with this standard deviation of their logarithms.
    """
    normal = NormalDist()
    needed = normal.inv_cdf((1 + level) / 2) + normal.inv_cdf(power)
    return 1 - exp(-needed * log_deviation * sqrt(1 / first + 1 / second))
