"""Whether a series rises or falls: Mann's and Kendall's test (1945, 1975), with Theil's and Sen's slope (1968)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.location import quantile_of_ranked
from revenant.reports.statistics.order import Bounds

_NORMAL = NormalDist()
FEWEST = 8  # below it the normal approximation is not to be trusted


class Trend(NamedTuple):
    """`tau` from -1, falling, to 1, rising; `p` two-sided; `slope` a step of the series, and a 95 % interval of it."""

    tau: float
    p: float
    slope: float
    bounds: Bounds


def mann_kendall(series: Sequence[float]) -> Trend | None:
    """The test of a series in order of time, corrected for ties and continuity; None below FEWEST values."""
    n = len(series)
    if n < FEWEST:
        return None
    pairs = [(late - early, j - i) for i, early in enumerate(series) for j, late in enumerate(series[i + 1 :], i + 1)]
    score = sum((difference > 0) - (difference < 0) for difference, _ in pairs)
    ties = sum(count * (count - 1) * (2 * count + 5) for count in Counter(series).values())
    spread = sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
    distance = max(abs(score) - 1, 0)
    p = min(2 * _NORMAL.cdf(-distance / spread), 1.0) if spread else 1.0
    slopes = sorted(difference / steps for difference, steps in pairs)
    return Trend(score / len(pairs), p, quantile_of_ranked(slopes, 0.5), _bounds(slopes, spread))


def _bounds(slopes: Sequence[float], spread: float) -> Bounds:
    """Sen's interval: the slopes as far from the middle as the test allows the score to be from zero."""
    far = _NORMAL.inv_cdf(0.975) * spread
    low = max(round((len(slopes) - far) / 2) - 1, 0)
    high = min(round((len(slopes) + far) / 2), len(slopes) - 1)
    return Bounds(slopes[low], slopes[high])
