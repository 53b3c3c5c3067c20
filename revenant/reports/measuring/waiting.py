"""How long something takes of which some is not over yet: its median, where the sample can carry one.

What is still going on counts as long as it has been going on (Kaplan and Meier), and is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from revenant.core.tables import Interval, Shown, Value
from revenant.reports.statistics.location import quantile_of_ranked
from revenant.reports.statistics.order import Bounds, fewest, quantile_interval
from revenant.reports.statistics.survival import Observation, kaplan_meier, time_until, time_until_interval
from revenant.reports.wording import duration

FEWEST = fewest(0.5)


class Waiting(NamedTuple):
    """`n` in all, of which `open` have not ended; seconds. No median where there are too few, or too many are open.

    The upper bound is infinite where too many are open to tell it.
    """

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
        """The median, and the interval of it; an end that cannot be told is None."""
        if self.bounds is None or self.bounds.low == inf:
            return [duration(self.median), None]
        low, high = self.bounds
        return [duration(self.median), Interval(duration(low), None if high == inf else duration(high))]


def waiting(observations: Iterable[Observation]) -> Waiting:
    """What may be said of these."""
    known = list(observations)
    still_open = sum(not each.ended for each in known)
    if len(known) < FEWEST:
        return Waiting(len(known), still_open)
    if still_open:
        curve = kaplan_meier(known)
        return Waiting(len(known), still_open, time_until(curve, 0.5), time_until_interval(curve, 0.5))
    ranked = sorted(each.seconds for each in known)
    return Waiting(len(known), 0, quantile_of_ranked(ranked, 0.5), quantile_interval(ranked, 0.5))
