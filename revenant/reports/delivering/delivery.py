"""The headline of deployments: how often there is one, how often it fails, and how long it takes to get over that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.core.tables import Block, Column, Interval, Note, Shown, Table, Value
from revenant.reports.delivering.deployments import Deployments, gaps, rate
from revenant.reports.delivering.failures import Links, Recovery
from revenant.reports.measuring.waiting import FEWEST, waiting
from revenant.reports.statistics.survival import Observation
from revenant.reports.wording import N_A, share, share_interval
from revenant.signals.changes import Change

_INTERVAL = "95 % interval"


class Delivery(NamedTuple):
    """The deployments and what is known of each."""

    made: Deployments
    links: Links
    recoveries: dict[str, Recovery]

    def failed(self, changes: Sequence[Change]) -> int:
        """How many of them people say caused an incident."""
        return sum(change.id in self.links.failed for change in changes)

    def doubtful(self, changes: Sequence[Change]) -> int:
        """The same, and those that are merely suspected."""
        return sum(change.id in self.links.failed or change.id in self.links.suspected for change in changes)


def headline(delivery: Delivery, changes: Sequence[Change]) -> list[Block]:
    """Three tables, since a number a week, a share and a time have nothing in common; without deployments no figure."""
    nothing = [Note(f"Without deployments nothing can be said of them: {N_A}, which is not zero.")]
    return [
        *(() if delivery.made.counted else nothing),
        _frequency(delivery.made),
        _failures(delivery, changes),
        _recoveries(delivery),
    ]


def _frequency(made: Deployments) -> Table:
    columns = [
        Column("counted", "counted"),
        Column("n", "n", right=True),
        Column("a week", "weekly", right=True),
        Column(_INTERVAL, "weekly_interval", right=True),
        Column("days with one", "active_days", right=True),
        Column("gaps", "gaps", right=True),
        Column("median gap", "gap", right=True),
        Column(_INTERVAL, "gap_interval", right=True),
    ]
    between = waiting(Observation(gap) for gap in gaps(made.counted))
    row: list[Value] = [
        "deployments",
        len(made.counted),
        *(weekly(made.counted, made.weeks) if made.counted else [Shown(None, N_A), None]),
        _active_days(made),
        between.counted,
        *between.middle,
    ]
    notes = [
        f"A week: deployments ÷ {made.weeks:.1f} weeks in which changes were recorded, with the Poisson interval; "
        f"{N_A} for less than one week or without deployments.",
        f"Gap: from one deployment to the next; the median needs {FEWEST} gaps.",
    ]
    return Table("How often", columns, [row], notes, key="deployment_frequency")


def weekly(changes: Sequence[Change], weeks: float) -> list[Value]:
    """How many a week, and the interval of that."""
    found = rate(len(changes), weeks)
    if found is None:
        return [Shown(None, N_A), None]
    return [Shown(found.weekly, _number(found.weekly)), Interval(*(Shown(end, _number(end)) for end in found.bounds))]


def _number(value: float) -> str:
    return f"{value:,.1f}" if value >= 1 else f"{value:.2g}"


def _active_days(made: Deployments) -> Shown:
    days = (made.until.date() - made.since.date()).days + 1 if made.counted else 0
    return share(len({change.at.date() for change in made.counted}), days)


def _failures(delivery: Delivery, changes: Sequence[Change]) -> Table:
    made = delivery.made.counted
    back = {change.rollback_of for change in changes if change.rollback_of}
    told = [
        ("change failure rate", delivery.failed(made), "confirmed or declared by people as the cause of an incident"),
        ("with suspected ones", delivery.doubtful(made), "the upper bound: as if all that stand near an incident were"),
        ("rolled back", sum(change.id in back for change in made), "another change takes it back"),
    ]
    columns = [
        Column("measured", "measure"),
        Column("n", "n", right=True),
        Column("share", "share", right=True),
        Column(_INTERVAL, "interval", right=True),
        Column("which deployments", "definition", wide=True),
    ]
    rows: list[list[Value]] = [
        [name, len(made), share(part, len(made)), share_interval(part, len(made)), said] for name, part, said in told
    ]
    return Table("How often it fails", columns, rows, _NOTES, key="change_failure_rate")


_NOTES = (
    "A deployment counts once, however many incidents it caused, so the rate is never above 100 %. Others divide "
    "incidents by deployments, and may get there.",
    "A deployment whose status is failed counts only if people say that it caused an incident; rollbacks count apart. "
    "Intervals: Wilson.",
)


def _recoveries(delivery: Delivery) -> Table:
    times = delivery.recoveries.values()
    columns = [
        Column("measured from", "measure"),
        Column("n", "n", right=True),
        Column("median", "median", right=True),
        Column(_INTERVAL, "median_interval", right=True),
        Column("definition", "definition", wide=True),
    ]
    rows = [
        _recovery(
            "deployment", [each.deployed for each in times], "the failed deployment → its last incident resolved"
        ),
        _recovery(
            "detection", [each.detected for each in times], "its first incident detected → its last one resolved"
        ),
    ]
    notes = [
        f"What is still open is censored (Kaplan–Meier). The median needs n ≥ {FEWEST}; below, the list of failed "
        "deployments has what there is."
    ]
    return Table("Failed deployment recovery time", columns, rows, notes, key="recovery_time")


def _recovery(name: str, found: Sequence[Observation | None], definition: str) -> list[Value]:
    known = [each for each in found if each is not None]
    missing = f"; {len(found) - len(known)} without both times" if len(known) < len(found) else ""
    took = waiting(known)
    return [name, took.counted, *took.middle, definition + missing]
