"""What is said of a group of action items: where they stand, how long they took, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from revenant.core.tables import Column, Table, Value
from revenant.postmortems.actions import ActionItem, State
from revenant.postmortems.actions.tracking import Tracked
from revenant.reports.measuring.waiting import FEWEST, waiting
from revenant.reports.statistics.survival import Observation
from revenant.reports.wording import share, share_interval

_STATES = (State.OPEN, State.OVERDUE, State.DONE, State.VERIFIED, State.FAILED, State.WONTDO)
_FIGURES = [
    Column("n", "n", right=True),
    Column("open", "open", right=True),
    Column("overdue", "overdue", right=True),
    Column("done", "done", right=True),
    Column("verified", "verified", right=True),
    Column("did not hold", "failed", right=True),
    Column("dropped", "wontdo", right=True),
    Column("timed", "timed", right=True),
    Column("median", "median", right=True),
    Column("95 % interval", "median_interval", right=True),
]
_SHARES = [
    Column("done when due", "in_time", right=True),
    Column("95 % interval", "in_time_interval", right=True),
    Column("verified", "verified_share", right=True),
    Column("did not hold", "failed_share", right=True),
]
_NOTES = (
    "Open, overdue, done (not verified), verified, did not hold and dropped add up to n.",
    "Median: the day of resolution (else detection) → the day in `done:`, over the timed ones. Open ones are censored: "
    f"each counts as long as it has been open (Kaplan–Meier). It needs n ≥ {FEWEST}. Not timed: what was dropped, and "
    "what was done on a day nobody recorded.",
)
_SHARE_NOTES = (
    "Done when due: of the items that were due by now and are not dropped, those done on that day or before, with "
    "Wilson's interval; left out where the day of doing is not recorded.",
    "Verified, did not hold: of the items done, those somebody verified, and those after which it came back: an "
    "incident with the same signals, tag, or cause and service began on a later day.",
)


class _Days(NamedTuple):
    """How long an item took or has been open, and whether it was done when it was due."""

    span: Observation | None
    in_time: bool | None


Told: TypeAlias = Mapping[int, _Days]


def tell(found: Sequence[Tracked], today: date) -> Told:
    """What is asked of each item once, in however many groups it is; by the identity of the item."""
    return {id(one): _Days(_span(one, today), _in_time(one.item, today)) for one in found}


def states_table(title: str, groups: Mapping[str, Sequence[Tracked]], told: Told) -> Table:
    """How many stand where, and how long they took."""
    rows: list[list[Value]] = [[name, *_figures(items, told)] for name, items in groups.items()]
    name = title.removeprefix("By ")
    return Table(
        title, [Column(name or "counted", "group"), *_FIGURES], rows, () if title else _NOTES, key=_key("actions", name)
    )


def _key(what: str, name: str) -> str:
    return f"{what}_by_{name.replace(' ', '_')}" if name else what


def _figures(items: Sequence[Tracked], told: Told) -> list[Value]:
    states = Counter(one.state for one in items)
    found = waiting(span for one in items if (span := told[id(one)].span) is not None)
    return [len(items), *(states[state] for state in _STATES), found.counted, *found.middle]


def _span(one: Tracked, today: date) -> Observation | None:
    """How long it took, or has been open; None where a day is not known, it was dropped, or done before."""
    it = one.incident
    start = (it.resolved_at or it.detected_at) if it else None
    end = one.item.day("done") if one.item.done else today
    if start is None or end is None or one.item.is_dropped or end < start.date():
        return None
    return Observation((end - start.date()).total_seconds(), one.item.done)


def outcomes_table(title: str, groups: Mapping[str, Sequence[Tracked]], told: Told) -> Table:
    """How many were done when they were due, are verified, and did not hold."""
    rows: list[list[Value]] = [[name, *_kept(items, told)] for name, items in groups.items()]
    name = title.removeprefix("By ")
    shown = f"{title}: what became of them" if title else "What became of them"
    return Table(
        shown,
        [Column(name or "counted", "group"), *_SHARES],
        rows,
        () if title else _SHARE_NOTES,
        key=_key("outcomes", name),
    )


def _kept(items: Sequence[Tracked], told: Told) -> list[Value]:
    """Done by the day it was due; and of what was done, how much is verified and how much did not hold."""
    due = [kept for one in items if (kept := told[id(one)].in_time) is not None]
    done = [one for one in items if one.item.done and not one.item.is_dropped]
    verified = sum(one.state is State.VERIFIED for one in done)
    failed = sum(one.state is State.FAILED for one in done)
    return [
        share(sum(due), len(due)),
        share_interval(sum(due), len(due)),
        share(verified, len(done)),
        share(failed, len(done)),
    ]


def _in_time(item: ActionItem, today: date) -> bool | None:
    """Whether it was done when it was due; None where it is not due yet, or nobody knows."""
    due, done = item.due, item.day("done")
    if due is None or due >= today or item.is_dropped or (item.done and done is None):
        return None
    return item.done and done is not None and done <= due
