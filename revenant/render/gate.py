"""What `slo gate` says: whether a service may be changed, why, since when, and what would open it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.core.tables import Block, Column, Facts, Heading, Table, Tone, Value, facts
from revenant.core.times import format_duration, format_time
from revenant.slos.policing.freezing import Freeze, Turn
from revenant.slos.policing.gate import Exemption, Gate, Judged
from revenant.slos.policing.policy import Verdict, exceptions, freeze_text
from revenant.slos.policing.reasons import named, spending
from revenant.slos.telling.percents import share
from revenant.slos.telling.tables import names_of
from revenant.slos.telling.wording import amount
from revenant.slos.usage import Unit

_TONES = {Verdict.STOP: Tone.BAD, Verdict.GO: Tone.PLAIN, Verdict.UNMEASURED: Tone.WARN}
_COLUMNS = [
    Column("slo", "slo"),
    Column("objective", "objective"),
    Column("service", "service"),
    Column("says", "verdict"),
    Column("allowed", "allowed", right=True),
    Column("spent", "spent", right=True),
    Column("of it", "spent_share", right=True),
    Column("window", "window"),
    Column("from", "source", wide=True),
]


def gate_blocks(gate: Gate) -> list[Block]:
    """The whole answer for people; the first line tells it."""
    judged = [*gate.own, *gate.others]
    table = Table(
        "", _COLUMNS, [_row(each) for each in judged], list(_notes(gate)), [_TONES[each.verdict] for each in judged],
        key="objectives",
    )  # fmt: skip
    return [Heading(_headline(gate), Tone.GOOD if gate.is_open else Tone.BAD), *_stopped(gate), table]


def _headline(gate: Gate) -> str:
    if not gate.is_stopped:
        return f"{gate.service}: go"
    if gate.exemption is not None:
        return f"{gate.service}: let through as {gate.exemption.word}"
    return (
        f"{gate.service}: stop, {'its budget is exhausted' if gate.stopped_by else 'what is required is not measured'}"
    )


def _stopped(gate: Gate) -> Iterator[Facts]:
    """Why it stops, since when, what is allowed all the same, and what opens it."""
    if gate.exemption is not None:
        words = "let through" if gate.is_stopped else "not needed"
        yield facts((words, _exemption(gate.exemption)))
    for each in gate.stopped_by:
        yield facts(
            ("exhausted", f"{_name(each)}: {spending(each.standing.counted, each.standing.objective)}"),
            ("since", since_words(each.freeze) if each.freeze else ""),
            ("opens", until_words(each.freeze, each) if each.freeze else ""),
        )
    if gate.stopped_by:
        allowed = [(f"allowed as {word}", meaning) for word, meaning in exceptions(gate.policy).items()]
        yield facts(("policy", freeze_text(gate.policy)), *allowed)
    if gate.unsure:
        yield facts(("required", "; ".join(gate.unsure)))


def _exemption(it: Exemption) -> str:
    return f"{it.word} ({it.meaning}), because {it.reason}; said by {it.by or 'somebody git does not know'}"


def _name(each: Judged) -> str:
    return named(each.standing.slo, each.standing.objective)


def _row(each: Judged) -> list[Value]:
    standing, budget = each.standing, each.standing.counted
    measured = each.verdict is not Verdict.UNMEASURED
    return [
        *names_of(standing),
        standing.slo.service,
        each.verdict.value,
        amount(float(budget.allowed), budget.unit, standing.objective) if measured else None,
        amount(budget.spent, budget.unit, standing.objective) if measured else None,
        share(budget.spent_share) if measured else None,
        standing.slo.window.text,
        standing.source,
    ]


def _notes(gate: Gate) -> Iterator[str]:
    exhausted = any(each.verdict is Verdict.STOP for each in gate.own)
    if exhausted and not gate.is_stopping:
        yield "slos.policy.services does not list this service: its budgets are told, and stop nothing."
    for each in gate.others:
        stops = "and stops it too" if gate.policy.dependencies == "stop" else "which stops its own changes, not these"
        yield f"{gate.service} depends on {each.standing.slo.service}: {_name(each)} is exhausted, {stops}."
    for each in [*gate.own, *gate.others]:
        yield from _doubts(each)


def _doubts(each: Judged) -> Iterator[str]:
    """What is not known of an objective, or counts in an unusual way."""
    standing = each.standing
    if each.verdict is Verdict.UNMEASURED:
        yield f"{_name(each)}: nothing is measured in its window, so it neither stops this nor is it good."
    elif standing.budget.unit is Unit.SECONDS:
        yield f"{_name(each)}: by recorded impact alone; what nobody recorded is not in it."
    elif standing.until is not None:
        yield f"{_name(each)}: measured until {format_time(standing.until)}."
    if standing.adjusted is not None:
        yield f"{_name(each)}: without accepted downtime; with it: {spending(standing.budget, standing.objective)}."
    for fault in standing.faults:
        yield f"{standing.slo.name}: {fault.flaw.value}, {fault.times} times, first at {fault.where}: {fault.words}"


def since_words(freeze: Freeze) -> str:
    """Since when, as closely as it was looked for."""
    turn = freeze.since
    if turn.other is None:
        return f"before {format_time(turn.exhausted)}"
    return f"{format_time(turn.exhausted)} (at most {format_duration(turn.exhausted - turn.other)} earlier)"


def until_words(freeze: Freeze, each: Judged) -> str:
    """What would open it again, and when."""
    standing, turn = each.standing, freeze.until
    when = format_time(turn.other) if turn.other is not None else f"after {format_time(turn.exhausted)}"
    traffic = " and traffic stays as it was measured" if standing.budget.unit is Unit.EVENTS else ""
    by_itself = f"{when} by itself, if nothing more is bad{traffic}"
    sooner = "sooner by an adjustment that somebody approves"
    if standing.slo.window.is_rolling:
        return f"{by_itself}; {sooner}"
    renewed = f"with the next {standing.slo.window.text} of the calendar, whatever comes until then"
    end = standing.window.end
    if turn.other is not None and turn.other < end:
        return f"{by_itself}; at the latest {format_time(end)}, {renewed}; {sooner}"
    return f"{format_time(end)}, {renewed}; {sooner}"


# --- the same as data -----------------------------------------------------------------------


def gate_data(gate: Gate) -> dict[str, Any]:
    """The answer for pipelines; amounts in the unit that is named, shares 0 to 1 and more."""
    return {
        "service": gate.service,
        "verdict": "go" if gate.is_open else "stop",
        "stopping": gate.is_stopping,
        "objectives": [_data(each) for each in gate.own],
        "dependencies": [_data(each) for each in gate.others],
        "required": list(gate.unsure),
        "policy": freeze_text(gate.policy),
        "exceptions": exceptions(gate.policy),
        "exception": {**gate.exemption._asdict(), "needed": gate.is_stopped} if gate.exemption else None,
    }


def _data(each: Judged) -> dict[str, Any]:
    standing, budget = each.standing, each.standing.counted
    measured = each.verdict is not Verdict.UNMEASURED
    return {
        "slo": standing.slo.name,
        "objective": standing.objective.name,
        "service": standing.slo.service,
        "verdict": each.verdict.name.lower(),
        "unit": budget.unit.value,
        "allowed": float(budget.allowed) if measured else None,
        "spent": budget.spent if measured else None,
        "spent_share": budget.spent_share if measured else None,
        "spent_unadjusted": standing.budget.spent if measured else None,
        "window": [format_time(end) for end in standing.window],
        "source": standing.source,
        "measured_until": format_time(standing.until) if standing.until else None,
        "exhausted_since": _turn(each.freeze.since) if each.freeze else None,
        "opens": _turn(each.freeze.until) if each.freeze else None,
    }


def _turn(turn: Turn) -> dict[str, str | None]:
    return {
        "exhausted": format_time(turn.exhausted),
        "not_exhausted": format_time(turn.other) if turn.other is not None else None,
    }
