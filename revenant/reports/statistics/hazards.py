"""Two samples of which some have not ended, compared: the rank tests of Fleming and Harrington (1981).

With `early` 0 this is the log-rank test, which asks of long durations as much as of short ones; with 1 it is Peto's
and Peto's (1972), which counts an end by the share still going on then and becomes a rank test of the kind of Mann's
and Whitney's where everything has ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
    samples = [list(first), list(second)]
    leaving = [Counter(each.seconds for each in sample) for sample in samples]
    ends = [Counter(each.seconds for each in sample if each.ended) for sample in samples]
    early_left, late_left = map(len, samples)
    going_on, score, variance = 1.0, 0.0, 0.0
    for seconds in sorted(leaving[0] | leaving[1]):
        late_ended, n = ends[1][seconds], early_left + late_left
        ended = ends[0][seconds] + late_ended
        weight, share = going_on**early, late_left / n
        score += weight * (ended * share - late_ended)
        if n > 1:
            variance += weight**2 * ended * share * (1 - share) * (n - ended) / (n - 1)
        going_on *= 1 - ended / n
        early_left, late_left = early_left - leaving[0][seconds], late_left - leaving[1][seconds]
    if variance <= 0:
        return None
    z = score / sqrt(variance)
    return HazardTest(z, 2 * NormalDist().cdf(-abs(z)))
