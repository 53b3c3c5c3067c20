"""Kaplan's and Meier's curve of values that are in ascending order already: the same steps, at a third of the price."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from math import inf

from revenant.reports.statistics.survival import Step


def curve_of_ranked(ended: Sequence[float], going_on: Sequence[float]) -> list[Step]:
    """The curve of what ended after so many seconds, and of what has been going on for so many."""
    left, surviving, variance = len(ended), 1.0, 0.0
    curve: list[Step] = []
    for seconds, group in groupby(ended):
        number = len(list(group))
        at_risk = left + len(going_on) - bisect_left(going_on, seconds)
        surviving *= 1 - number / at_risk
        variance += number / (at_risk * (at_risk - number)) if at_risk > number else inf
        curve.append(Step(seconds, at_risk, number, surviving, variance))
        left -= number
    return curve
