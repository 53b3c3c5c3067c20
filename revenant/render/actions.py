"""Action items as people and machines read them: a table, one of them, the line after a change, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from revenant.core.settings import Settings
from revenant.core.tables import Block, Column, Heading, Table, Tone, Value, facts
from revenant.postmortems.actions import State
from revenant.postmortems.actions.tracking import Tracked
from revenant.postmortems.owners import team_of

_TONES = {State.OVERDUE: Tone.WARN, State.FAILED: Tone.BAD, State.VERIFIED: Tone.GOOD, State.WONTDO: Tone.DIM}
_WORDS = {
    State.OPEN: "open",
    State.OVERDUE: "overdue",
    State.DONE: "done, not verified",
    State.VERIFIED: "verified",
    State.FAILED: "did not hold",
    State.WONTDO: "will not be done",
}


def action_table(found: Sequence[Tracked], empty: str) -> Table:
    """One line an item; `empty` is what to say without any."""
    columns = [
        Column("priority", "priority"),
        Column("due", "due"),
        Column("status", "status"),
        Column("owner", "owner", at_most=24),
        Column("incident", "incident"),
        Column("id", "id"),
        Column("type", "type"),
        Column("what", "text", wide=True),
    ]
    notes = [] if found else [empty]
    return Table("", columns, [_row(one) for one in found], notes, [_TONES.get(one.state, Tone.PLAIN) for one in found])


def promised_table(found: Sequence[Tracked]) -> Table:
    """What one incident's postmortem still promises."""
    columns = [
        Column("id", "id"),
        Column("priority", "priority"),
        Column("due", "due"),
        Column("owner", "owner", at_most=24),
        Column("what", "text", wide=True),
    ]
    rows: list[list[Value]] = [
        [one.item.key, one.priority or None, one.item.fields.get("due") or None, one.item.owner or None, one.item.text]
        for one in found
    ]
    return Table("Open action items", columns, rows, [], [_TONES.get(one.state, Tone.PLAIN) for one in found])


def _row(one: Tracked) -> list[Value]:
    item = one.item
    due, type_ = item.fields.get("due"), item.fields.get("type")
    return [
        one.priority or None,
        due or None,
        one.state,
        item.owner or None,
        one.where,
        item.key,
        type_ or None,
        item.text,
    ]


def action_blocks(one: Tracked, settings: Settings) -> list[Block]:
    """Everything about one item."""
    item, it = one.item, one.incident
    said = item.fields
    return [
        Heading(f"{one.name}  {item.text}"),
        facts(
            ("status", _state_words(one), _TONES.get(one.state, Tone.PLAIN)),
            ("owner", _owner_words(item.owner, settings)),
            ("due", said.get("due", "")),
            ("priority", _priority_words(one)),
            ("type", said.get("type", "")),
            ("issue", said.get("issue", "")),
            ("done", said.get("done", "")),
            ("verified", said.get("verified", "")),
            ("anyway", said.get("anyway", "")),
            ("incident", f"{it.id}  {it.title}  {it.status}" if it else ""),
            ("recurred", "; ".join(each.words for each in one.recurrences), Tone.BAD),
            ("stands in", f"{one.card.path}:{item.line}"),
        ),
    ]


def _state_words(one: Tracked) -> str:
    reason = one.item.fields.get("wontdo", "") if one.state is State.WONTDO else ""
    return _WORDS[one.state] + (f": {reason}" if reason else "")


def _owner_words(owner: str, settings: Settings) -> str:
    team = team_of(owner, settings)
    return owner + (f", team {team}" if team and team.casefold() != owner.casefold() else "") if owner else "nobody"


def _priority_words(one: Tracked) -> str:
    impact, likelihood = (one.item.fields.get(name) or "not said" for name in ("impact", "likelihood"))
    return f"{one.priority or 'not known'}, impact {impact}, likelihood {likelihood}"


def action_line(one: Tracked) -> str:
    """What a change leaves behind, on one line."""
    said = one.item.fields
    about = [
        said.get("owner", ""),
        f"due {said['due']}" if said.get("due") else "",
        one.priority,
    ]
    shown = ", ".join(word for word in about if word)
    return f"{one.name}  {_state_words(one)}: {one.item.text}" + (f" [{shown}]" if shown else "")


def action_data(one: Tracked, settings: Settings) -> dict[str, Any]:
    """What `--json` says of an item."""
    item, it = one.item, one.incident
    days = {name: _day(item.day(name)) for name in ("due", "done", "verified")}
    return {
        "incident": one.card.incident or None,
        "id": item.id or None,
        "key": item.key,
        "text": item.text,
        "status": one.state,
        "priority": one.priority or None,
        "owner": item.owner or None,
        "team": team_of(item.owner, settings) or None,
        **days,
        **{
            name: item.fields.get(name) or None
            for name in ("type", "impact", "likelihood", "issue", "anyway", "wontdo")
        },
        "recurrences": [each._asdict() | {"day": each.day.isoformat()} for each in one.recurrences],
        "services": one.services,
        "severity": it.severity if it else None,
        "title": one.card.title,
        "path": one.card.path,
        "line": item.line,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
