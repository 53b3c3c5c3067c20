"""Durations of which some have not ended: Kaplan and Meier's estimate (1958), and the mean up to a horizon.

Intervals are those of the logarithm of the logarithm (Kalbfleisch and Prentice 1980), which stay between 0 and 1, and
for quantiles Brookmeyer's and Crowley's (1982) on the same scale; the mean's comes from Greenwood's variance. To leave
out what is still open makes everything look quicker than it is, and badly so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from math import exp, inf, log, sqrt
from operator import mul, neg
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.order import Bounds

_EVEN = 1e-12  # two shares no farther apart are the same


class Observation(NamedTuple):
    """How long it took, or how long it has been going on without an end."""

    seconds: float
    ended: bool = True


class Curve(NamedTuple):
    """From `seconds` on the share `surviving` is still going on: one place in every list for each step, in order.

    `variance` is Greenwood's sum, of the logarithm.
    """

    seconds: list[float]
    at_risk: list[int]
    ended: list[int]
    surviving: list[float]
    variance: list[float]

    def last(self, seconds: float) -> int | None:
        """The place of the last step that was made by then."""
        return bisect_right(self.seconds, seconds) - 1 if self.seconds and self.seconds[0] <= seconds else None

    @property
    def ends_at(self) -> float:
        """The share that is still going on after the last step."""
        return self.surviving[-1] if self.surviving else 1.0


def kaplan_meier(observations: Iterable[Observation]) -> Curve:
    """The curve: one step wherever something ended."""
    ended, going_on = list[float](), list[float]()
    for each in observations:
        (ended if each.ended else going_on).append(each.seconds)
    return curve_of_ranked(sorted(ended), sorted(going_on))


def curve_of_ranked(ended: Sequence[float], going_on: Sequence[float]) -> Curve:
    """The curve of what ended after so many seconds, and of what has been going on for so many, both ascending."""
    counts, total = Counter(ended), len(ended) + len(going_on)
    seconds, numbers = list(counts), list(counts.values())
    before = accumulate(numbers, initial=0)
    at_risk = [total - gone - bisect_left(going_on, time) for time, gone in zip(seconds, before, strict=False)]
    steps = list(zip(numbers, at_risk, strict=True))
    surviving = accumulate([1 - number / risk for number, risk in steps], mul)
    variance = accumulate([number / (risk * (risk - number)) if risk > number else inf for number, risk in steps])
    return Curve(seconds, at_risk, numbers, list(surviving), list(variance))


def surviving(curve: Curve, seconds: float) -> float:
    """The share still going on after `seconds`."""
    place = curve.last(seconds)
    return 1.0 if place is None else curve.surviving[place]


def time_until(curve: Curve, share: float) -> float | None:
    """When `share` of them has ended; None where too many are still open to tell."""
    place = _reaching(curve, 1 - share + _EVEN)
    return curve.seconds[place] if place < len(curve.seconds) else None


def _reaching(curve: Curve, left: float) -> int:
    """The place of the first step after which no more than this share is left."""
    return bisect_left(curve.surviving, -left, key=neg)


def surviving_interval(curve: Curve, seconds: float, level: float = 0.95) -> Bounds | None:
    """The interval of the share still going on after `seconds`; None before anything ended, and once all has."""
    place = curve.last(seconds)
    return None if place is None else _interval(curve.surviving[place], curve.variance[place], level)


def time_until_interval(curve: Curve, share: float, level: float = 0.95) -> Bounds:
    """Between which times `share` of them will have ended; the upper one infinite where it cannot be told."""
    left = 1 - share + _EVEN
    steps = zip(curve.seconds, curve.surviving, curve.variance, strict=True)
    low = next((time for time, part, variance in steps if _may_reach(part, variance, left, level)), inf)
    for place in range(_reaching(curve, left), len(curve.seconds)):
        bounds = _interval(curve.surviving[place], curve.variance[place], level)
        if bounds and bounds.high <= left:
            return Bounds(low, curve.seconds[place])
    return Bounds(low, inf)


def _may_reach(part: float, variance: float, left: float, level: float) -> bool:
    """Whether the lower end of the interval of `part` lies at `left` or below: asked at every step of long curves."""
    if part <= left:
        return True
    slope = exp(_distance(level) * sqrt(variance) / log(part))
    return bool(part ** (1 / slope) <= left)


def _interval(part: float, variance: float, level: float) -> Bounds | None:
    """None where all have ended: nothing tells how long a further one would have taken."""
    if part <= 0:
        return None
    slope = exp(_distance(level) * sqrt(variance) / log(part))
    return Bounds(part ** (1 / slope), part**slope)


@cache
def _distance(level: float) -> float:
    """How many standard deviations hold so much of a normal distribution on both sides; asked at every step."""
    return NormalDist().inv_cdf((1 + level) / 2)


class RestrictedMean(NamedTuple):
    """The mean of what took at most `horizon` seconds, all else counted as that long, and a 95 % interval of it."""

    estimate: float
    bounds: Bounds
    horizon: float


def restricted_mean(curve: Curve, horizon: float) -> float:
    """The mean time up to `horizon` seconds: whatever takes longer counts as `horizon`.

    Nothing is known beyond the longest observation: ask for no horizon beyond it unless all have ended.
    """
    return sum(_areas(curve, horizon))


def restricted_mean_interval(curve: Curve, horizon: float, level: float = 0.95) -> RestrictedMean:
    """The same with its interval, by Greenwood's variance."""
    areas = _areas(curve, horizon)
    total = sum(areas)
    steps = zip(accumulate(areas[:-1]), curve.ended, curve.at_risk, strict=False)
    variance = sum((total - done) ** 2 * ended / (risk * (risk - ended)) for done, ended, risk in steps if risk > ended)
    half = _distance(level) * sqrt(variance)
    return RestrictedMean(total, Bounds(max(total - half, 0.0), min(total + half, horizon)), horizon)


def _areas(curve: Curve, horizon: float) -> list[float]:
    """What lies under the curve, up to each of its steps, and from the last one up to the horizon."""
    last = bisect_left(curve.seconds, horizon)
    times, shares = [*curve.seconds[:last], horizon], [1.0, *curve.surviving[:last]]
    return [share * (end - start) for share, start, end in zip(shares, [0.0, *times], times, strict=False)]
