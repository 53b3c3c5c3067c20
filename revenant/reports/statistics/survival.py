"""Durations of which some have not ended: Kaplan and Meier's estimate (1958), and the mean up to a horizon.

To leave out what is still open makes everything look quicker than it is, and badly so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple


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
    ordered = sorted(observations)
    at_risk, surviving, variance = len(ordered), 1.0, 0.0
    curve: list[Step] = []
    for seconds, group in groupby(ordered, key=lambda each: each.seconds):
        outcomes = [each.ended for each in group]
        ended = sum(outcomes)
        if ended:
            surviving *= 1 - ended / at_risk
            variance += ended / (at_risk * (at_risk - ended)) if at_risk > ended else float("inf")
            curve.append(Step(seconds, at_risk, ended, surviving, variance))
        at_risk -= len(outcomes)
    return curve


def surviving(curve: Sequence[Step], seconds: float) -> float:
    """The share still going on after `seconds`."""
    return next((step.surviving for step in reversed(curve) if step.seconds <= seconds), 1.0)


def time_until(curve: Sequence[Step], share: float) -> float | None:
    """When `share` of them has ended; None where too many are still open to tell."""
    return next((step.seconds for step in curve if step.surviving <= 1 - share + 1e-12), None)


def restricted_mean(curve: Sequence[Step], horizon: float) -> float:
    """The mean time up to `horizon` seconds: whatever takes longer counts as `horizon`."""
    total, since, share = 0.0, 0.0, 1.0
    for step in curve:
        if step.seconds >= horizon:
            break
        total += share * (step.seconds - since)
        since, share = step.seconds, step.surviving
    return total + share * (horizon - since)
