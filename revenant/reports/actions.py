"""Action items over many incidents: how many stand where, how long they take, and which fixes did not hold."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.tables import Block, Column, Note, Table, Value
from revenant.core.text import how_many
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions.tracking import Tracked, grouped_by
from revenant.postmortems.owners import team_of
from revenant.reports.judging.action_figures import outcomes_table, states_table, tell
from revenant.reports.nothing import nothing
from revenant.reports.population import Population
from revenant.reports.question import NOT_KNOWN, By, Form, Question, grouped

TITLE = "Action items"
FORM = Form(groups=frozenset(By), bulky=frozenset({"signals", "changes"}))
ALL = "all"
_MOST = 50


def build(population: Population, question: Question) -> list[Block]:
    """The report over the action items: in all, by owner, team, type and priority, and with `by` by that too."""
    incidents = population.counted
    known = {it.id for it in incidents}
    everything = question.actions()
    found = [one for one in everything if one.incident is not None and one.incident.id in known]
    others = sum(one.incident is None for one in everything)
    groups = _groups(found, question)
    told = tell(found, question.now.date())
    blocks: list[Block] = [
        Note(_population(found, incidents, others)),
        *(each(title, group, told) for title, group in groups.items() for each in (states_table, outcomes_table)),
        _failed(found),
    ]
    return blocks if found or not incidents else [nothing("these incidents have no action items"), *blocks]


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
        title = "By team of the service" if question.by is By.TEAM else f"By {question.by}"
        groups[title] = _by_incident(found, question.by, question)
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
    notes = [] if rows else [f"Of {done:,} done, none is known not to have held." if done else "None is done."]
    notes += [f"{len(rows) - _MOST} more are not shown."] if len(rows) > _MOST else []
    return Table("Fixes that did not hold", columns, rows[:_MOST], notes, key="failed_actions")
