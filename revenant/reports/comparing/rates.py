"""How many incidents two periods have: counts over days, with exact Poisson intervals and the ratio of the rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import isinf
from typing import NamedTuple

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.periods import Period
from revenant.reports.statistics.counts import RateRatio, poisson, rate_ratio
from revenant.reports.wording import chance

_MONTH = 30
_COLUMNS = [
    Column("period", "period"),
    Column("incidents", "n", right=True),
    Column("days", "days", right=True),
    Column("in 30 days", "rate", right=True),
    Column("95 % interval", "interval", right=True),
    Column("p", "p", right=True),
]
_NOTES = (
    "Incidents are taken as independent of each other; bursts make the intervals too narrow. p: exact, given the sum.",
)


class Watched(NamedTuple):
    """How many incidents were detected in how many days of a period that have passed."""

    name: str
    n: int
    days: float


def watched(period: Period, its: Sequence[IncidentSnapshot], now: datetime, first: datetime | None) -> Watched:
    """A period without a beginning begins with the `first` incident of all, one without an end ends `now`."""
    since = first if period.since.year == 1 and first else period.since
    return Watched(period.name, len(its), max((min(period.until, now) - since) / timedelta(days=1), 0.0))


def table(first: Watched, second: Watched, *, apart: bool = True) -> Table:
    """Both counts, and their ratio where there is one: of periods `apart`, that share nothing."""
    rows = [_row(each) for each in (first, second)]
    ratio = rate_ratio(first.n, first.days, second.n, second.days) if apart else None
    if ratio is not None:
        rows.append(_ratio_row(f"{second.name} : {first.name}", ratio, first.n + second.n))
    return Table("Number of incidents", _COLUMNS, rows, _NOTES, key="counts")


def _row(each: Watched) -> list[Value]:
    if not each.days:
        return [each.name, each.n, 0.0, None, None, None]
    scale = _MONTH / each.days
    bounds = poisson(each.n)
    return [each.name, each.n, each.days, each.n * scale, Interval(bounds.low * scale, bounds.high * scale), None]


def _ratio_row(name: str, ratio: RateRatio, n: int) -> list[Value]:
    estimate = None if ratio.estimate is None else times(ratio.estimate)
    high = None if isinf(ratio.bounds.high) else times(ratio.bounds.high)
    return [name, n, None, estimate, Interval(times(ratio.bounds.low), high), chance(ratio.p)]


def times(ratio: float) -> Shown:
    """A ratio: ×1.78."""
    return Shown(ratio, f"×{ratio:.2f}")
