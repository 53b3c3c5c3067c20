"""What the budget policy finds: tables for people, the same as data, and what is lacking as problems for CI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from revenant.core.settings import Settings
from revenant.core.tables import Block, Column, Note, Shown, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_time
from revenant.reports.relying.owed import Owed
from revenant.slos.budgeting.standing import Standing
from revenant.slos.policing.duties import Duty, State
from revenant.slos.policing.policy import Verdict, freeze_text, verdict
from revenant.slos.policing.reasons import coverage_words, named, spending, why
from revenant.slos.slo import Objective, Slo
from revenant.slos.telling.percents import percent, share
from revenant.slos.telling.tables import names_of
from revenant.slos.telling.wording import amount, target

_TONES = {State.DONE: Tone.PLAIN, State.PENDING: Tone.WARN, State.LACKING: Tone.BAD}
_BUDGET = [
    Column("slo", "slo"),
    Column("objective", "objective"),
    Column("period", "period"),
    Column("spent", "spent", right=True),
    Column("of it", "spent_share", right=True),
    Column("owed", "state"),
    Column("what", "why", wide=True),
]


def policy_blocks(
    found: Owed, frozen: Sequence[Standing], silent: Sequence[Standing], settings: Settings
) -> list[Block]:
    """What is owed, what is frozen, and what is not known."""
    policy = settings.slos.policy
    single, shared = percent(policy.incident_share), percent(policy.class_share)
    return [
        _duties(
            "Incidents",
            Column("incident", "incident"),
            [(found.about(each), each) for each in found.incidents],
            f"Each spent more than {single} % of a budget, so it needs a postmortem with an action item of the top "
            "priority.",
            f"None spent more than {single} % of a budget.",
        ),
        _duties(
            "Classes of incidents",
            Column("class", "class"),
            [(found.about(each), each) for each in found.classes],
            f"Together they spent more than {shared} % of a quarter's budget, so something of the top priority has to "
            "be planned against them. An incident may be in several classes.",
            f"None spent more than {shared} % of the budget of this quarter or the last.",
        ),
        _frozen(frozen, freeze_text(policy)),
        *_unknown(found, silent),
    ]


def _duties(title: str, first: Column, rows: Sequence[tuple[str, Duty]], says: str, none: str) -> Table:
    shown = [_row(name, each) for name, each in rows]
    tones = [_TONES[each.state] for _, each in rows]
    return Table(title, [first, *_BUDGET], shown, [says] if rows else [none], tones, key=title.split()[0].lower())


def _row(name: str, each: Duty) -> list[Value]:
    cost = each.cost
    return [
        name,
        cost.slo.name,
        _objective(cost.slo, cost.objective),
        cost.group.period.name,
        amount(cost.budget.spent, cost.budget.unit, cost.objective),
        share(cost.share),
        each.state.value,
        done_words(each) + coverage_words(cost),
    ]


def _objective(slo: Slo, objective: Objective) -> Shown:
    """Its name for programs; people know an only one by its target."""
    return Shown(objective.name, target(objective) if len(slo.objectives) == 1 else objective.name)


def done_words(each: Duty) -> str:
    """What was done about it, or what is lacking."""
    written = each.written
    if each.lacks_postmortem:
        return "goes on; then it needs a postmortem" if each.state is State.PENDING else "no postmortem"
    if written.urgent:
        return ", ".join(written.urgent)
    held = f"; it came back after {', '.join(written.failed)}" if written.failed else ""
    return f"no action item of the top priority{held}"


def _frozen(frozen: Sequence[Standing], text: str) -> Table:
    columns = [
        Column("service", "service"),
        Column("slo", "slo"),
        Column("objective", "objective"),
        Column("spent", "spent", wide=True),
    ]
    rows: list[list[Value]] = [
        [each.slo.service, *names_of(each), spending(each.counted, each.objective)] for each in frozen
    ]
    notes = [text, "`revenant slo gate SERVICE` says since when, and what would open it again."]
    none = ["No budget is exhausted."]
    return Table("Frozen", columns, rows, notes if rows else none, [Tone.BAD] * len(rows), key="frozen")


def _unknown(found: Owed, silent: Sequence[Standing]) -> Iterator[Note]:
    """What nobody can tell, a line each."""
    lines = [f"{each.incident}, {each.slo}: what it spent is not known: {each.why}." for each in found.unknown]
    lines += [f"{named(each.slo, each.objective)}: nothing is measured in its window." for each in silent]
    if lines:
        yield Note("\n".join(lines), Tone.WARN)


def split(standings: Iterable[Standing]) -> tuple[list[Standing], list[Standing]]:
    """Those that are exhausted, and those of which nothing is known."""
    said = [(verdict(each), each) for each in standings]
    return (
        [each for word, each in said if word is Verdict.STOP],
        [each for word, each in said if word is Verdict.UNMEASURED],
    )


def summary(found: Owed) -> str:
    """How much is lacking, for stderr."""
    states = [each.state for each in found.all]
    return f"{how_many(len(states), 'duty').replace('dutys', 'duties')}; {states.count(State.LACKING)} lacking"


# --- the same as data -----------------------------------------------------------------------


def policy_data(
    found: Owed, frozen: Iterable[Standing], silent: Iterable[Standing], settings: Settings
) -> dict[str, Any]:
    """The same for programs; shares are 0 to 1 and more, amounts in the unit that is named."""
    policy = settings.slos.policy
    return {
        "incident_share": policy.incident_share,
        "class_share": policy.class_share,
        "incidents": [{"incident": each.cost.group.name} | _data(each) for each in found.incidents],
        "classes": [_class_data(found, each) | _data(each) for each in found.classes],
        "frozen": [
            {"service": each.slo.service, "slo": each.slo.name, "objective": each.objective.name}
            | {"spent_share": each.counted.spent_share}
            for each in frozen
        ],
        "freeze": freeze_text(policy),
        "unknown": [each._asdict() for each in found.unknown],
        "not_measured": [{"slo": each.slo.name, "objective": each.objective.name} for each in silent],
    }


def _class_data(found: Owed, each: Duty) -> dict[str, Any]:
    trait = found.traits[each.cost.group.name]
    members = sorted(each.cost.group.incidents)
    return {"kind": trait.kind, "name": trait.name, "service": trait.service or None, "incidents": members}


def _data(each: Duty) -> dict[str, Any]:
    cost, written = each.cost, each.written
    return {
        "slo": cost.slo.name,
        "objective": cost.objective.name,
        "period": cost.group.period.name,
        "from": format_time(cost.group.period.span.start),
        "to": format_time(cost.group.period.span.end),
        "unit": cost.budget.unit.value,
        "spent": cost.budget.spent,
        "allowed": float(cost.budget.allowed),
        "spent_share": cost.share,
        "measured_share": cost.coverage,
        "state": each.state.value,
        "why": why(each),
        "postmortems": list(written.postmortems),
        "urgent_actions": list(written.urgent),
        "failed_actions": list(written.failed),
    }
