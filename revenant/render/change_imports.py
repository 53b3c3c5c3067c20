"""What an import of changes did: what was left out, row by row and with its reason, then what was brought in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Block, Column, Table, Value, facts
from revenant.render.change_list import change_data, changes_table
from revenant.signals.change_sources import Found
from revenant.signals.changes import Change

_MOST_SHOWN = 20


def import_data(new: Sequence[Change], left: Sequence[Found]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "imported": [change_data(change) for change in new],
        "skipped": [{"source": each.source, "title": each.title, "reason": each.reason} for each in left],
    }


def import_screen(new: Sequence[Change], left: Sequence[Found], *, dry_run: bool) -> list[Block]:
    """Everything left out, the newest of what was brought in, and the sums."""
    columns = [Column("source", "source"), Column("title", "title", wide=True), Column("reason", "reason", wide=True)]
    rows: list[list[Value]] = [[each.source, each.title, each.reason] for each in left]
    blocks: list[Block] = [Table("Skipped", columns, rows)] if rows else []
    if new:
        shown = changes_table(new[-_MOST_SHOWN:])
        more = [f"and {len(new) - _MOST_SHOWN} earlier ones"] if len(new) > _MOST_SHOWN else []
        blocks.append(shown._replace(title="Would be imported" if dry_run else "Imported", notes=more))
    counts = Counter(each.reason for each in left).most_common(8)
    sums = facts(
        ("would import" if dry_run else "imported", f"{len(new)} change{'' if len(new) == 1 else 's'}"),
        ("skipped", "; ".join(f"{count} × {reason}" for reason, count in counts)),
    )
    return [*blocks, sums]
