"""Durations of which some have not ended: Kaplan and Meier's estimate (1958), and the mean up to a horizon.

Intervals are those of the logarithm of the logarithm (Kalbfleisch and Prentice 1980), which stay between 0 and 1, and
for quantiles Brookmeyer's and Crowley's (1982) on the same scale; the mean's comes from Greenwood's variance. To leave
out what is still open makes everything look quicker than it is, and badly so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import exp, inf, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.reports.statistics.order import Bounds

_EVEN = 1e-12  # two shares no farther apart are the same


class Observation(NamedTuple):
    """How long it took, or how long it has been going on without an end."""

    seconds: float
    ended: bool = True


class Step(NamedTuple):
    """From `seconds` on this share is still going on; `variance` is Greenwood's sum, of the logarithm."""

    seconds: float
    at_risk: int
    ended: int
    surviving: float
    variance: float


def kaplan_meier(observations: Iterable[Observation]) -> list[Step]:
    """The curve: one step wherever something ended."""
    observed = list(observations)
    leaving, ends = Counter(each.seconds for each in observed), Counter(each.seconds for each in observed if each.ended)
    at_risk, surviving, variance = len(observed), 1.0, 0.0
    curve: list[Step] = []
    for seconds in sorted(leaving):
        ended = ends[seconds]
        if ended:
            surviving *= 1 - ended / at_risk
            variance += ended / (at_risk * (at_risk - ended)) if at_risk > ended else inf
            curve.append(Step(seconds, at_risk, ended, surviving, variance))
        at_risk -= leaving[seconds]
    return curve


def surviving(curve: Sequence[Step], seconds: float) -> float:
    """The share still going on after `seconds`."""
    return next((step.surviving for step in reversed(curve) if step.seconds <= seconds), 1.0)


def time_until(curve: Sequence[Step], share: float) -> float | None:
    """When `share` of them has ended; None where too many are still open to tell."""
    return next((step.seconds for step in curve if step.surviving <= 1 - share + _EVEN), None)


def surviving_interval(curve: Sequence[Step], seconds: float, level: float = 0.95) -> Bounds | None:
    """The interval of the share still going on after `seconds`; None before anything ended, and once all has."""
    step = next((step for step in reversed(curve) if step.seconds <= seconds), None)
    return _interval(step, level) if step else None


def time_until_interval(curve: Sequence[Step], share: float, level: float = 0.95) -> Bounds:
    """Between which times `share` of them will have ended; the upper one infinite where it cannot be told."""
    left, low = 1 - share + _EVEN, inf
    for step in curve:
        bounds = _interval(step, level)
        if low == inf and (bounds is None or bounds.low <= left):
            low = step.seconds
        if bounds and bounds.high <= left:
            return Bounds(low, step.seconds)
    return Bounds(low, inf)


def _interval(step: Step, level: float) -> Bounds | None:
    """None where all have ended: nothing tells how long a further one would have taken."""
    if step.surviving <= 0:
        return None
    slope = exp(_distance(level) * sqrt(step.variance) / log(step.surviving))
    return Bounds(step.surviving ** (1 / slope), step.surviving**slope)


@cache
def _distance(level: float) -> float:
    """How many standard deviations hold so much of a normal distribution on both sides; asked at every step."""
    return NormalDist().inv_cdf((1 + level) / 2)


class RestrictedMean(NamedTuple):
    """The mean of what took at most `horizon` seconds, all else counted as that long, and a 95 % interval of it."""

    estimate: float
    bounds: Bounds
    horizon: float


def restricted_mean(curve: Sequence[Step], horizon: float) -> float:
    """The mean time up to `horizon` seconds: whatever takes longer counts as `horizon`.

    Nothing is known beyond the longest observation: ask for no horizon beyond it unless all have ended.
    """
    return sum(area for area, _ in _areas(curve, horizon))


def restricted_mean_interval(curve: Sequence[Step], horizon: float, level: float = 0.95) -> RestrictedMean:
    """The same with its interval, by Greenwood's variance."""
    areas = list(_areas(curve, horizon))
    rest = total = sum(area for area, _ in areas)
    variance = 0.0
    for area, step in areas:
        rest -= area
        if step and step.surviving > 0:
            variance += rest**2 * step.ended / (step.at_risk * (step.at_risk - step.ended))
    half = _distance(level) * sqrt(variance)
    return RestrictedMean(total, Bounds(max(total - half, 0.0), min(total + half, horizon)), horizon)


def _areas(curve: Sequence[Step], horizon: float) -> Iterator[tuple[float, Step | None]]:
    """What lies under the curve, up to each of its steps, and from the last one up to the horizon."""
    since, share = 0.0, 1.0
    for step in curve:
        if step.seconds >= horizon:
            break
        yield share * (step.seconds - since), step
        since, share = step.seconds, step.surviving
    yield share * (horizon - since), None
