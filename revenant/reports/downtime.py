"""How often, and how long in all: incidents with the interval of a count, and windows of impact joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.core.times import format_duration
from revenant.incidents.measurements import Outcome
from revenant.reports.sample_tables import right
from revenant.reports.samples import Reading
from revenant.reports.statistics.counts import poisson

NOTES = (
    "Downtime: the time in which at least one of them had impact: windows joined, not added. One that is pending "
    "counts until now, so the sum is a lower bound (≥); windows that are not known count nothing.",
    "The interval of a count (exact, Poisson): between which expected counts this one is no surprise.",
)


def downtime_table(label: Column, groups: Mapping[str, Sequence[int]], impact: Reading) -> Table:
    """For each group how many incidents, how many of them with a window, and what these cover."""
    columns = [
        label, right("incidents", "incidents"), right("95 % interval", "incidents_interval"), right("windows", "n"),
        right("pending", "pending"), right("downtime", "downtime"),
    ]  # fmt: skip
    rows = [[name, *_figures(places, impact)] for name, places in groups.items()]
    return Table("How often, and how long in all", columns, rows, NOTES, key="downtime")


def _figures(places: Sequence[int], impact: Reading) -> list[Value]:
    sample = impact.sample(places)
    total = covered(_windows(places, impact))
    shown = Shown(total, f"≥ {format_duration(total)}") if sample.pending else total
    return [len(places), count_interval(len(places)), sample.n, len(sample.pending), shown]


def _windows(places: Iterable[int], impact: Reading) -> Iterable[tuple[datetime, timedelta]]:
    """When each began and how long it lasted; what ends before it starts is no window."""
    known = (Outcome.RECORDED, Outcome.PENDING)
    for place in places:
        start = impact.spans.starts[place]
        if start is not None and impact.spans.outcomes[place] in known:
            yield start, timedelta(seconds=impact.lengths[place])


def covered(windows: Iterable[tuple[datetime, timedelta]]) -> timedelta:
    """How much time at least one window covers; each is its start and how long it lasted."""
    total = timedelta()
    end: datetime | None = None
    for start, lasted in sorted(windows):
        until = start + lasted
        since = start if end is None else max(start, end)
        if until > since:
            total += until - since
            end = until
    return total


def count_interval(count: int) -> Interval:
    """The exact 95 % interval of a Poisson count, as numbers with one digit."""
    bounds = poisson(count)
    return Interval(bounds.low, bounds.high)
