"""How often, and how long in all: incidents with the interval of a count, and windows of impact joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.core.times import format_duration
from revenant.incidents.measurements import Outcome
from revenant.reports.measuring.sample_tables import right
from revenant.reports.measuring.samples import Reading
from revenant.reports.statistics.counts import poisson

NOTES = (
    "Downtime: the time in which at least one of them had impact: windows joined, not added. One that is pending "
    "counts until now, so the sum is a lower bound (≥); windows that are not known count nothing.",
    "The interval of a count (exact, Poisson): between which expected counts this one is no surprise.",
)


def downtime_table(label: Column, groups: Mapping[str, Sequence[int]], impact: Reading, now: datetime) -> Table:
    """For each group how many incidents, how many of them with a window, and what these cover."""
    columns = [
        label, right("incidents", "incidents"), right("95 % interval", "incidents_interval"), right("windows", "n"),
        right("pending", "pending"), right("downtime", "downtime"),
    ]  # fmt: skip
    rows = [[name, *_figures(places, impact, now)] for name, places in groups.items()]
    return Table("How often, and how long in all", columns, rows, NOTES, key="downtime")


def _figures(places: Sequence[int], impact: Reading, now: datetime) -> list[Value]:
    sample = impact.sample(places)
    total = covered(_windows(places, impact, now))
    shown = Shown(total, f"≥ {format_duration(total)}") if sample.pending else total
    return [len(places), count_interval(len(places)), sample.n, len(sample.pending), shown]


def _windows(places: Iterable[int], impact: Reading, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when until when; what ends before it starts is no window."""
    _, starts, ends, outcomes = impact.spans
    recorded, pending = Outcome.RECORDED, Outcome.PENDING
    for place in places:
        start, outcome = starts[place], outcomes[place]
        if start is not None and (outcome is recorded or outcome is pending):
            yield start, (ends[place] if outcome is recorded else None) or max(now, start)


def covered(windows: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """How much time at least one window covers."""
    total = timedelta()
    covered_until: datetime | None = None
    for start, end in sorted(windows):
        if covered_until is None or start >= covered_until:
            total += end - start
        elif end > covered_until:
            total += end - covered_until
        else:
            continue
        covered_until = end
    return total


def count_interval(count: int) -> Interval:
    """The exact 95 % interval of a Poisson count, as numbers with one digit."""
    bounds = poisson(count)
    return Interval(bounds.low, bounds.high)
