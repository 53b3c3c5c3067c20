"""Both periods side by side, and every test of them with what it rests on."""

from __future__ import annotations

from datetime import timedelta
from math import isinf

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.core.times import format_duration
from revenant.reports.comparing.comparison import FEWEST, Comparison, both_ways
from revenant.reports.comparing.rates import times
from revenant.reports.comparing.sides import Side
from revenant.reports.measuring.samples import Sample
from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.location import median
from revenant.reports.statistics.lognormal import geometric_mean_interval, geometric_ratio
from revenant.reports.statistics.order import Bounds, quantile_interval
from revenant.reports.statistics.permutation import FEWEST as FEWEST_DRAWN
from revenant.reports.statistics.permutation import permute
from revenant.reports.statistics.ranks import hodges_lehmann
from revenant.reports.statistics.survival import time_until, time_until_interval
from revenant.reports.wording import chance, duration, duration_interval, percent

_PERIODS = [
    Column("period", "period"),
    Column("n", "n", right=True),
    Column("open", "open", right=True),
    Column("not appl.", "not_applicable", right=True),
    Column("invalid", "invalid", right=True),
    Column("median", "median", right=True),
    Column("95 % interval", "median_interval", right=True),
    Column("geom. mean", "geometric_mean", right=True),
    Column("95 % interval", "geometric_mean_interval", right=True),
]
_WITH_OPEN = [
    Column("median with open", "kaplan_meier_median", right=True),
    Column("95 % interval", "kaplan_meier_interval", right=True),
]
_TESTS = [
    Column("figure", "figure"),
    Column("value", "value", right=True),
    Column("95 % interval", "interval", right=True),
    Column("p", "p", right=True),
]


def periods_table(first: Side, second: Side) -> Table:
    """One row a period; a figure too few values carry is left out."""
    still_open = bool(first.sample.pending or second.sample.pending)
    rows = [_period(side, still_open) for side in (first, second)]
    columns = [*_PERIODS, *(_WITH_OPEN if still_open else [])]
    return Table("", columns, rows, _period_notes(first, second), key="periods")


def _period(side: Side, still_open: bool) -> list[Value]:
    found = side.sample
    few = found.n < FEWEST
    geometric = None if found.positive < FEWEST else geometric_mean_interval(found.recorded)
    return [
        side.name,
        found.n,
        len(found.pending),
        found.not_applicable,
        found.invalid,
        None if few else duration(median(found.recorded)),
        duration_interval(quantile_interval(found.recorded, 0.5)),
        duration(geometric.estimate) if geometric else None,
        duration_interval(geometric.bounds) if geometric else None,
        *(_with_open(found) if still_open else []),
    ]


def _with_open(found: Sample) -> list[Value]:
    """The median that counts what is still open; its interval has no upper end where too much is."""
    if found.n < FEWEST:
        return [None, None]
    if not found.pending:
        return [duration(median(found.recorded)), duration_interval(quantile_interval(found.recorded, 0.5))]
    curve = found.curve
    low, high = (None if isinf(end) else duration(end) for end in time_until_interval(curve, 0.5))
    return [duration(time_until(curve, 0.5)), Interval(low, high) if low is not None else None]


def _period_notes(first: Side, second: Side) -> list[str]:
    zeros = first.sample.zeros + second.sample.zeros
    still_open = len(first.sample.pending) + len(second.sample.pending)
    said = []
    if zeros:
        said.append(f"{zeros} of no length are in the medians and not in the geometric means.")
    if still_open and min(first.sample.n, second.sample.n) < FEWEST:
        said.append(f"{still_open} still open, for at least as long as until now.")
    elif still_open:
        said.append(
            f"{still_open} still open, for at least as long as until now: they are in 'median with open' (Kaplan and "
            "Meier's) and in Peto and Peto's test, on which the verdict rests, and in nothing else."
        )
    return said


def tests_table(first: Side, second: Side, found: Comparison) -> Table:
    """Every test, each with the value it is about."""
    rows: list[list[Value]] = [
        [Shown("mann_whitney_u", "Mann–Whitney U"), found.test.u, None, chance(found.test.p)],
        _permuted(first, second),
        [Shown("later_longer", f"P(longer in {second.name})"), share_of(found.test.later_longer), None, None],
        _shift(first, second),
        *_ratio(first, second),
        *_open(found),
        _smallest(found),
    ]
    title = f"{second.name} (n = {second.sample.n:,}) against {first.name} (n = {first.sample.n:,})"
    return Table(title, _TESTS, rows, _NOTES, key="tests")


_NOTES = (
    "Shift: the median of the differences of all pairs (Hodges and Lehmann). p: two-sided; Mann and Whitney's with "
    "ties and continuity corrected, exact for few pairs without ties; of the geometric means Welch's.",
    "Smallest change: what such samples notice in four of five cases, durations being spread as these (lognormal).",
)


def _shift(first: Side, second: Side) -> list[Value]:
    found = hodges_lehmann(first.sample.recorded, second.sample.recorded)
    return [Shown("shift", "shift"), signed(found.estimate), signed_interval(found.bounds), None]


def _permuted(first: Side, second: Side) -> list[Value]:
    """Mann and Whitney's question answered without their approximation, where the work is small enough."""
    found = permute(first.sample.recorded, second.sample.recorded, generator())
    if found is None:
        return [Shown("permutation", f"relabelled (too many for {FEWEST_DRAWN} times)"), None, None, None]
    return [Shown("permutation", f"the same, relabelled {found.drawn:,} times"), None, None, chance(found.p)]


def _ratio(first: Side, second: Side) -> list[list[Value]]:
    found = geometric_ratio(first.sample.recorded, second.sample.recorded)
    if found is None or any(side.sample.positive < FEWEST for side in (first, second)):
        return []
    interval = Interval(times(found.bounds.low), times(found.bounds.high))
    name = Shown("geometric_ratio", "ratio of geometric means")
    return [[name, times(found.estimate), interval, chance(found.p)]]


def _open(found: Comparison) -> list[list[Value]]:
    if found.hazards is None:
        return []
    return [[Shown("peto_z", "Peto and Peto's z, with open ones"), found.hazards.z, None, chance(found.hazards.p)]]


def _smallest(found: Comparison) -> list[Value]:
    cut = found.smallest_cut()
    shown = None if cut is None else Shown(cut, both_ways(cut))
    return [Shown("smallest_cut", "smallest change to be noticed"), shown, None, None]


def signed(seconds: float) -> Shown:
    """A difference of durations: +24m 00s, -3m 20s."""
    span = timedelta(seconds=seconds)
    return Shown(span, f"{'+' if seconds > 0 else ''}{format_duration(span)}")


def signed_interval(bounds: Bounds | None) -> Interval | None:
    """Both ends of a difference of durations."""
    return None if bounds is None else Interval(signed(bounds.low), signed(bounds.high))


def share_of(ratio: float) -> Shown:
    """A share in percent."""
    return Shown(ratio, percent(ratio))
