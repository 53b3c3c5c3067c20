"""Two samples of which some have not ended, compared: the rank tests of Fleming and Harrington (1981).

With `early` 0 this is the log-rank test, which asks of long durations as much as of short ones; with 1 it is Peto's
and Peto's (1972), which counts an end by the share still going on then and becomes a rank test of the kind of Mann's
and Whitney's where everything has ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.survival import Observation


class HazardTest(NamedTuple):
    """`z` is above zero where the second sample takes longer; `p` is two-sided."""

    z: float
    p: float


def compare_hazards(
    first: Iterable[Observation], second: Iterable[Observation], early: float = 1.0
) -> HazardTest | None:
    """The test; None where nothing ended while both were being watched."""
    ordered = sorted([*((each, 0) for each in first), *((each, 1) for each in second)])
    at_risk = [sum(which == sample for _, which in ordered) for sample in (0, 1)]
    going_on, score, variance = 1.0, 0.0, 0.0
    for _, group in groupby(ordered, key=lambda pair: pair[0].seconds):
        ends, leaving = [0, 0], [0, 0]
        for each, sample in group:
            ends[sample] += each.ended
            leaving[sample] += 1
        ended, n = sum(ends), sum(at_risk)
        weight, share = going_on**early, at_risk[1] / n
        score += weight * (ended * share - ends[1])
        if n > 1:
            variance += weight**2 * ended * share * (1 - share) * (n - ended) / (n - 1)
        going_on *= 1 - ended / n
        at_risk = [left - gone for left, gone in zip(at_risk, leaving, strict=True)]
    if variance <= 0:
        return None
    z = score / sqrt(variance)
    return HazardTest(z, 2 * NormalDist().cdf(-abs(z)))
