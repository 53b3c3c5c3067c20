"""Action items over many incidents: how many stand where, how long they take, and which fixes did not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.core.text import how_many
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import State
from revenant.postmortems.actions.tracking import Tracked, grouped_by
from revenant.postmortems.owners import team_of
from revenant.reports.population import Population
from revenant.reports.question import NOT_KNOWN, By, Form, Question, grouped
from revenant.reports.statistics.location import median
from revenant.reports.wording import duration

TITLE = "Action items"
FORM = Form(groups=frozenset(By))
FEWEST_FOR_MEDIAN = 5
ALL = "all"
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
]
_NOTES = (
    "Open, overdue, done (not verified), verified, did not hold and dropped add up to n.",
    "Median: the day of resolution (else detection) → the day in `done:`, over the timed ones, those that say both. "
    f"It needs at least {FEWEST_FOR_MEDIAN}; open ones are not in it, so leaving hard ones open flatters it.",
    "Did not hold: an incident with the same signals, tag, or cause and service began on a later day than it was done.",
)


def build(population: Population, question: Question) -> list[Block]:
    """The report over the action items: in all, by owner, team and type, and with `by` by that too."""
    incidents = population.counted
    known = {it.id for it in incidents}
    everything = question.actions()
    found = [one for one in everything if one.incident is not None and one.incident.id in known]
    others = sum(one.incident is None for one in everything)
    settings = question.settings
    groups = {
        "": {ALL: found},
        "By owner": grouped_by(found, lambda one: one.item.owner, NOT_KNOWN),
        "By team": grouped_by(found, lambda one: team_of(one.item.owner, settings), NOT_KNOWN),
        "By type": grouped_by(found, lambda one: one.item.fields.get("type", ""), NOT_KNOWN),
    }
    if question.by is not None:
        groups[f"By {question.by}"] = _by_incident(found, question.by, question)
    tables = [_table(title, group, () if title else _NOTES) for title, group in groups.items()]
    return [Note(_population(found, incidents, others)), *tables, _failed(found)]


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


def _table(title: str, groups: Mapping[str, Sequence[Tracked]], notes: Sequence[str]) -> Table:
    rows: list[list[Value]] = [[name, *_figures(items)] for name, items in groups.items()]
    return Table(title, [Column(title.removeprefix("By ") or "counted", "group"), *_FIGURES], rows, notes)


def _figures(items: Sequence[Tracked]) -> list[Value]:
    states = Counter(one.state for one in items)
    spans = [span.total_seconds() for one in items if (span := _span(one)) is not None]
    return [
        len(items),
        *(states[state] for state in _STATES),
        len(spans),
        duration(median(spans)) if len(spans) >= FEWEST_FOR_MEDIAN else None,
    ]


def _span(one: Tracked) -> timedelta | None:
    """How many days it took; None where either day is not known, or it was done before."""
    it, done = one.incident, one.item.day("done")
    start = (it.resolved_at or it.detected_at) if it else None
    if start is None or done is None or not one.item.done:
        return None
    span = done - start.date()
    return span if span >= timedelta(0) else None


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
    return Table("Fixes that did not hold", columns, rows, notes)
