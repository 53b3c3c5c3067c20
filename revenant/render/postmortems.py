"""The list of postmortems as people and machines read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Column, Table, Tone, Value
from revenant.core.text import how_many
from revenant.postmortems.listing import MISSING, Entry

_TONES = {MISSING: Tone.BAD, "draft": Tone.WARN, "final": Tone.DIM}


def postmortem_table(found: Sequence[Entry]) -> Table:
    """One line a postmortem."""
    columns = [
        Column("incident", "incident"),
        Column("sev", "severity"),
        Column("status", "status"),
        Column("owner", "owner", at_most=24),
        Column("resolved before", "age", right=True),
        Column("open", "open_actions", right=True),
        Column("overdue", "overdue_actions", right=True),
        Column("what", "title", wide=True),
    ]
    missing = sum(each.status == MISSING for each in found)
    notes = [] if found else ["No postmortem matches."]
    if missing:
        notes.append(f"{how_many(missing, 'incident')} without one; `revenant postmortem draft ID` starts it")
    rows = [_row(each) for each in found]
    return Table("", columns, rows, notes, [_TONES.get(each.status, Tone.PLAIN) for each in found])


def _row(each: Entry) -> list[Value]:
    status = each.status or ("unreadable" if each.incident else None)  # reports that are not ours have none
    head: list[Value] = [each.incident or each.path, each.severity, status, each.owner or None, each.age]
    return [*head, each.open_actions or None, each.overdue_actions or None, each.title]


def postmortem_data(each: Entry) -> dict[str, Any]:
    """What `--json` says of one; `resolved_seconds_ago` is null while its incident is not resolved."""
    age = each.age.total_seconds() if each.age is not None else None
    data = {name: value or None for name, value in each._asdict().items() if name not in ("age", "services")}
    counts = {"open_actions": each.open_actions, "overdue_actions": each.overdue_actions}
    return data | counts | {"services": each.services, "resolved_seconds_ago": age}
