"""How long something takes of which some is not over yet: its median, where the sample can carry one.

What is still going on counts as long as it has been going on (Kaplan and Meier), and is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, inf, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from revenant.core.tables import Shown, Value
from revenant.reports.statistics.order import Bounds, fewest, quantile_interval
from revenant.reports.statistics.survival import Observation, Step, kaplan_meier, time_until
from revenant.reports.wording import duration, duration_interval

FEWEST = fewest(0.5)


class Waiting(NamedTuple):
    """`n` in all, of which `open` have not ended; seconds. None where there are too few, or too many are open."""

    n: int
    open: int
    median: float | None = None
    bounds: Bounds | None = None

    @property
    def counted(self) -> Value:
        """n, and how many of these are open, if any is."""
        return Shown(self.n, f"{self.n:,} ({self.open:,} open)") if self.open else self.n

    @property
    def middle(self) -> list[Value]:
        """The median, and the interval of it."""
        return [duration(self.median), duration_interval(self.bounds)]


def waiting(observations: Iterable[Observation]) -> Waiting:
    """What may be said of these."""
    known = list(observations)
    still_open = sum(not each.ended for each in known)
    if len(known) < FEWEST:
        return Waiting(len(known), still_open)
    curve = kaplan_meier(known)
    bounds = _bounds(curve) if still_open else quantile_interval([each.seconds for each in known], 0.5)
    return Waiting(len(known), still_open, _middle(known, curve, still_open), bounds)


def _middle(known: Sequence[Observation], curve: Sequence[Step], still_open: int) -> float | None:
    if still_open:
        return time_until(curve, 0.5)
    ranked = sorted(each.seconds for each in known)
    return (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


def _bounds(curve: Sequence[Step], level: float = 0.95) -> Bounds | None:
    """Where the band around the curve passes one half (Brookmeyer and Crowley 1982, on the log-log scale)."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    low = next((step.seconds for step in curve if _edge(step, -z) <= 0.5), None)
    high = next((step.seconds for step in curve if _edge(step, z) <= 0.5), None)
    return None if low is None or high is None else Bounds(low, high)


def _edge(step: Step, z: float) -> float:
    """An edge of the band at a step: the lower one for a negative z."""
    if step.surviving <= 0:
        return 0.0
    if step.surviving >= 1:
        return 1.0
    spread = sqrt(step.variance) / abs(log(step.surviving)) if step.variance < inf else inf
    return float(step.surviving ** exp(-z * spread))
