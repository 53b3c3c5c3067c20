"""Similar incidents: as a table, as lines of an incident's screen, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Block, Column, Fact, Facts, Table, Value
from revenant.core.text import how_many
from revenant.core.times import format_time
from revenant.postmortems.learning.ending import Earlier
from revenant.postmortems.learning.recurring import Recurring

_MOST_REASONS = 2


def similar_table(found: Sequence[Earlier], compared: int) -> Table:
    """One row an incident, the most alike first; `compared` is with how many."""
    columns = [
        Column("incident", "id"),
        Column("title", "title", wide=True),
        Column("in common", "reasons", wide=True),
        Column("how it ended", "ending", wide=True),
    ]
    rows: list[list[Value]] = [
        [each.alike.incident, each.title, "; ".join(each.alike.reasons), ending_words(each)] for each in found
    ]
    none = f"None of {how_many(compared, 'incident')} is enough like it to be named."
    return Table("", columns, rows, [] if found else [none])


def ending_words(it: Earlier) -> str:
    """How it ended, what is left to do, and where to read on."""
    parts = [it.ending.words]
    parts += [f"{how_many(it.open_actions, 'action')} open"] if it.open_actions else []
    parts += [it.postmortem] if it.postmortem else []
    return "; ".join(parts)


def similar_data(it: Earlier) -> dict[str, Any]:
    """One of them as data."""
    return {
        "id": it.alike.incident,
        "title": it.title,
        "basis": it.alike.basis.name.lower(),
        "bits": it.alike.bits,
        "reasons": list(it.alike.reasons),
        "status": it.ending.status,
        "lasted_seconds": it.ending.lasted.total_seconds() if it.ending.lasted is not None else None,
        "confirmed_change": it.ending.change or None,
        "mitigated_by": it.ending.mitigation or None,
        "open_actions": it.open_actions,
        "postmortem": it.postmortem or None,
    }


def memory_blocks(similar: Sequence[Earlier], recurring: Sequence[Recurring]) -> list[Block]:
    """What an open incident reminds of, a line each."""
    told = [Fact("similar", _line(each)) for each in similar]
    return [Facts([*told, *(Fact("recurs", each.words) for each in recurring)])]


def _line(it: Earlier) -> str:
    """One of them in a line; `revenant similar` says more."""
    left = f"; {how_many(it.open_actions, 'action')} open" if it.open_actions else ""
    return f"{it.alike.incident} ({'; '.join(it.alike.reasons[:_MOST_REASONS])}): {it.ending.brief}{left}"


def recurring_data(it: Recurring) -> dict[str, Any]:
    """One recurring trait as data."""
    return {
        "kind": it.trait.kind,
        "name": it.trait.name,
        "service": it.trait.service or None,
        "incidents": it.number,
        "weeks": it.weeks,
        "first": format_time(it.first),
        "last": format_time(it.last),
    }
