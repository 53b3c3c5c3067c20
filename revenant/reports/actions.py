"""Action items over many incidents: how many stand where, how long they take, and which fixes did not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.core.text import how_many
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import ActionItem, State
from revenant.postmortems.actions.tracking import Tracked, grouped_by
from revenant.postmortems.owners import team_of
from revenant.reports.population import Population
from revenant.reports.question import NOT_KNOWN, By, Form, Question, grouped
from revenant.reports.statistics.survival import Observation
from revenant.reports.waiting import FEWEST, waiting
from revenant.reports.wording import share, share_interval

TITLE = "Action items"
FORM = Form(groups=frozenset(By))
ALL = "all"
_MOST = 50
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


def build(population: Population, question: Question) -> list[Block]:
    """The report over the action items: in all, by owner, team and type, and with `by` by that too."""
    incidents = population.counted
    known = {it.id for it in incidents}
    everything = question.actions()
    found = [one for one in everything if one.incident is not None and one.incident.id in known]
    others = sum(one.incident is None for one in everything)
    groups = _groups(found, question)
    parts = [(title, group) for title, group in groups.items() if title]
    told = _tell(found, question.now.date())
    return [
        Note(_population(found, incidents, others)),
        _table("", groups[""], told, _NOTES),
        _shares("", groups[""], told, _SHARE_NOTES),
        *(each(title, group, told) for title, group in parts for each in (_table, _shares)),
        _failed(found),
    ]


class _Days(NamedTuple):
    """How long an item took or has been open, and whether it was done when it was due."""

    span: Observation | None
    in_time: bool | None


_Told: TypeAlias = Mapping[int, _Days]


def _tell(found: Sequence[Tracked], today: date) -> _Told:
    """What is asked of each item once, in however many groups it is; by the identity of the item."""
    return {id(one): _Days(_span(one, today), _in_time(one.item, today)) for one in found}


def _groups(found: Sequence[Tracked], question: Question) -> dict[str, dict[str, list[Tracked]]]:
    """The tables there are, each with its groups."""
    settings = question.settings
    groups = {
        "": {ALL: list(found)},
        "By owner": grouped_by(found, lambda one: one.item.owner, NOT_KNOWN),
        "By team": grouped_by(found, lambda one: team_of(one.item.owner, settings), NOT_KNOWN),
        "By type": grouped_by(found, lambda one: one.item.fields.get("type", ""), NOT_KNOWN),
        "By priority": grouped_by(found, lambda one: one.priority, NOT_KNOWN),
    }
    if question.by is not None:
        groups[f"By {question.by}"] = _by_incident(found, question.by, question)
    return groups


def _by_incident(found: Sequence[Tracked], by: By, question: Question) -> dict[str, list[Tracked]]:
    of: dict[str, list[Tracked]] = {}
    incidents: dict[str, IncidentSnapshot] = {}
    for one in found:
        if one.incident is not None:
            incidents[one.incident.id] = one.incident
            of.setdefault(one.incident.id, []).append(one)
    groups = grouped(incidents.values(), by, question)
    return {name: [one for it in its for one in of[it.id]] for name, its in groups.items()}


def _population(found: Sequence[Tracked], incidents: Sequence[IncidentSnapshot], others: int) -> str:
    holding = len({one.card.path for one in found})
    return (
        f"{how_many(len(found), 'action item')} in {how_many(holding, 'postmortem')} of "
        f"{how_many(len(incidents), 'incident')}."
        + (f" {others} more in postmortems of no incident are not counted." if others else "")
    )


def _table(title: str, groups: Mapping[str, Sequence[Tracked]], told: _Told, notes: Sequence[str] = ()) -> Table:
    rows: list[list[Value]] = [[name, *_figures(items, told)] for name, items in groups.items()]
    name = title.removeprefix("By ")
    return Table(title, [Column(name or "counted", "group"), *_FIGURES], rows, notes, key=_key("actions", name))


def _key(what: str, name: str) -> str:
    return f"{what}_by_{name}" if name else what


def _figures(items: Sequence[Tracked], told: _Told) -> list[Value]:
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


def _shares(title: str, groups: Mapping[str, Sequence[Tracked]], told: _Told, notes: Sequence[str] = ()) -> Table:
    rows: list[list[Value]] = [[name, *_kept(items, told)] for name, items in groups.items()]
    name = title.removeprefix("By ")
    shown = f"{title}: what became of them" if title else "What became of them"
    return Table(shown, [Column(name or "counted", "group"), *_SHARES], rows, notes, key=_key("outcomes", name))


def _kept(items: Sequence[Tracked], told: _Told) -> list[Value]:
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


def _failed(found: Sequence[Tracked]) -> Table:
    """Fixes that did not hold, each with the first incident that shows it."""
    columns = [
        Column("incident", "incident"),
        Column("id", "id"),
        Column("done", "done"),
        Column("what", "text", wide=True),
        Column("times", "recurred", right=True),
        Column("first seen again", "first", wide=True),
    ]
    rows: list[list[Value]] = [
        [
            one.where,
            one.item.key,
            one.item.fields.get("done"),
            one.item.text,
            len(one.recurrences),
            one.recurrences[0].words,
        ]
        for one in found
        if one.recurrences
    ]
    done = sum(one.item.done and not one.item.is_dropped for one in found)
    notes = [] if rows else [f"Of {done} done, none is known not to have held."]
    notes += [f"{len(rows) - _MOST} more are not shown."] if len(rows) > _MOST else []
    return Table("Fixes that did not hold", columns, rows[:_MOST], notes, key="failed_actions")
