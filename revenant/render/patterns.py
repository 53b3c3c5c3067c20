"""Recurring patterns: a table, what was looked at and what cannot be known, and the same as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revenant.core.tables import Block, Column, Note, Table, Tone, Value
from revenant.core.text import how_many
from revenant.core.times import format_time
from revenant.reports.patterns import Pattern, Patterns
from revenant.slos.policing.duties import Duty, State
from revenant.slos.telling.percents import percent

_COLUMNS = [
    Column("kind", "kind"),
    Column("what recurs", "name", wide=True),
    Column("incidents", "incidents", right=True),
    Column("weeks", "weeks", right=True),
    Column("first", "first"),
    Column("last", "last"),
    Column("median TTR", "median", right=True),
    Column("n", "resolved", right=True),
    Column("impact", "share", right=True),
    Column("budget", "budgets", wide=True),
    Column("actions", "actions"),
    Column("of a quarter's budget", "owed", wide=True),
]
_RARE = ("owed", "budgets")
_TONES = {State.LACKING: Tone.BAD, State.PENDING: Tone.WARN, State.DONE: Tone.PLAIN}
NO_DUTIES: Mapping[str, Duty] = {}


def pattern_blocks(it: Patterns, most: int, owed: Mapping[str, Duty] = NO_DUTIES) -> list[Block]:
    """The table, at most so many of each kind, and what it rests on; `owed` by the policy, by the keys of traits."""
    shown = _firsts(it, most)
    rows = [_row(each, owed.get(each.trait.key)) for each in shown]
    tones = [_TONES[owed[each.trait.key].state] if each.trait.key in owed else Tone.PLAIN for each in shown]
    empty = [
        place for place, column in enumerate(_COLUMNS) if column.key in _RARE and not any(row[place] for row in rows)
    ]
    kept = [place for place in range(len(_COLUMNS)) if place not in empty]
    notes = [*_notes(it, len(it.found) - len(shown))] if rows else ["Nothing recurs in them."]
    notes += [_OWED] if any(each.trait.key in owed for each in shown) else []
    table = Table(
        "", [_COLUMNS[place] for place in kept], [[row[place] for place in kept] for row in rows], notes, tones
    )
    return [Note(_population(it)), table]


def _firsts(it: Patterns, most: int) -> list[Pattern]:
    seen: dict[str, int] = {}
    shown = []
    for each in it.found:
        seen[each.trait.kind] = seen.get(each.trait.kind, 0) + 1
        shown += [each] if seen[each.trait.kind] <= most else []
    return shown


def _row(it: Pattern, owed: Duty | None) -> list[Value]:
    name = it.trait.words.removeprefix(f"{it.trait.kind} ")
    budgets = ", ".join(f"{share:.0%} of {slo}" for slo, share in sorted(it.budgets.items()))
    share = f"{it.share:.0%}" if it.share is not None else None
    cost = (share, budgets, _actions(it), _owed(owed))
    first, last = f"{it.first:%Y-%m-%d}", f"{it.last:%Y-%m-%d}"
    return [it.trait.kind, name, len(it.incidents), it.weeks, first, last, it.median, it.resolved, *cost]


def _owed(duty: Duty | None) -> str | None:
    """What it spent of the budget of which quarter, and whether something urgent is planned or held."""
    if duty is None:
        return None
    cost = duty.cost
    planned = ", ".join(duty.written.urgent) or "nothing urgent is planned"
    return f"{percent(cost.share or 0.0)} % of {cost.slo.name} in {cost.group.period.name}: {planned}"


def _actions(it: Pattern) -> str | None:
    if not it.postmortems:
        return None
    tally = it.tally
    verified = f", {tally.verified} verified" if tally.verified else ""
    after = f"; {it.after} after" if it.after is not None else ""
    return f"{tally.done} of {tally.written - tally.declined} done{verified}{after}"


_OWED = (
    "Of a quarter's budget: where all incidents of the record that have this in common spent more than the policy "
    "allows; `revenant slo policy` says why, and what is lacking."
)


def _population(it: Patterns) -> str:
    span = f", detected {it.first:%Y-%m-%d} to {it.last:%Y-%m-%d} (UTC)" if it.first and it.last else ""
    cancelled = f"; {it.cancelled} cancelled or without an opening, not counted" if it.cancelled else ""
    return f"{how_many(it.looked_at, 'incident')}{span}{cancelled}."


def _notes(it: Patterns, left_out: int) -> Iterator[str]:
    total = it.looked_at
    if left_out:
        yield f"{left_out} more; --limit shows them."
    yield (
        "What nobody recorded cannot recur here: "
        f"{it.with_signals} of {total} have signals, {it.with_cause} a cause, {it.with_tags} tags."
    )
    yield "Median TTR is over the n of which the time from detection to resolution is known."
    yield f"Impact is the share of all recorded impact; {it.with_impact} of {total} recorded some that has ended."
    yield "Weeks are calendar weeks with at least one. An incident counts in every pattern it belongs to."
    yield (
        "Actions are those of the postmortems; after: incidents since the latest of which one is done. "
        "When it was done is not looked at, so none of them says that it failed."
    )


def patterns_data(it: Patterns, most: int, owed: Mapping[str, Duty] = NO_DUTIES) -> dict[str, Any]:
    """The same as data; shares are 0 to 1, times in seconds."""
    return {
        "incidents": it.looked_at,
        "not_counted": it.cancelled,
        "first": format_time(it.first) if it.first else None,
        "last": format_time(it.last) if it.last else None,
        "with_signals": it.with_signals,
        "with_cause": it.with_cause,
        "with_tags": it.with_tags,
        "with_impact": it.with_impact,
        "patterns": [_data(each, owed.get(each.trait.key)) for each in _firsts(it, most)],
        "left_out": len(it.found) - len(_firsts(it, most)),
    }


def _data(it: Pattern, owed: Duty | None) -> dict[str, Any]:
    return {
        "kind": it.trait.kind,
        "name": it.trait.name,
        "service": it.trait.service or None,
        "incidents": list(it.incidents),
        "weeks": it.weeks,
        "first": format_time(it.first),
        "last": format_time(it.last),
        "resolved": it.resolved,
        "median_seconds": it.median.total_seconds() if it.median is not None else None,
        "impact_seconds": it.impact.total_seconds(),
        "impact_share": it.share,
        "budget_shares": dict(it.budgets),
        "postmortems": it.postmortems,
        "actions": {**it.tally._asdict(), "open": it.tally.open},
        "after_done": it.after,
        "quarter_budget": _owed_data(owed) if owed else None,
    }


def _owed_data(duty: Duty) -> dict[str, Any]:
    cost = duty.cost
    return {
        "slo": cost.slo.name,
        "objective": cost.objective.name,
        "quarter": cost.group.period.name,
        "spent_share": cost.share,
        "state": duty.state.value,
        "urgent_actions": list(duty.written.urgent),
        "failed_actions": list(duty.written.failed),
    }
