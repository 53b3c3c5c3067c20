"""What an import says of itself: rows left out, incidents that are doubtful, and the sums."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from revenant.core.text import how_many

if TYPE_CHECKING:
    from revenant.core.tables import Block, Column, Value
    from revenant.importers.batch import Batch

SHOWN = 200  # rows of a table; --json has all of them
_REASONS = 8
_CELL = re.compile(r"""(?:.*?\bline \d+, )?(column [^:]+): (?:'.*?'|".*?") (.*)""", re.DOTALL)
_CHANGE = re.compile(r" \(.* → .*\)", re.DOTALL)


def data_of(batch: Batch) -> dict[str, object]:
    """The run as data, with every reason."""
    doubtful = [
        {"id": known, "source": found.source, "title": found.title, "reasons": found.doubts}
        for known, found in batch.imported.items()
        if found.doubts
    ]
    return {
        "imported": len(batch.imported),
        "in_retrospect": sum(found.in_retrospect for found in batch.imported.values()),
        "skipped": [row._asdict() for row in batch.skipped],
        "doubtful": doubtful,
        "ids": list(batch.imported),
    }


def screen_of(batch: Batch, services: list[str], *, dry_run: bool) -> list[Block]:
    """What was left out and what is doubtful, row by row, then the sums. `services` are those of the catalogue."""
    from revenant.core.tables import Column, facts

    about = [Column("source", "source"), Column("title", "title"), Column("reason", "reason", wide=True)]
    skipped: list[list[Value]] = [list(row) for row in batch.skipped]
    doubtful: list[list[Value]] = [
        [known, found.title, doubt] for known, found in batch.imported.items() for doubt in found.doubts
    ]
    blocks = [*_table("Skipped", about, skipped)]
    blocks += _table("Imported, but doubtful", [Column("incident", "id"), *about[1:]], doubtful)
    blocks.append(
        facts(
            ("rows", str(len(batch.imported) + len(batch.skipped))),
            ("would import" if dry_run else "imported", how_many(len(batch.imported), "incident")),
            ("in retrospect", _retrospect(batch)),
            *_counted("skipped", [row.reason for row in batch.skipped]),
            *_counted("doubtful", [str(row[2]) for row in doubtful]),
            ("services", _unknown_services(batch, services)),
        )
    )
    return blocks


def _table(title: str, columns: list[Column], rows: list[list[Value]]) -> list[Block]:
    from revenant.core.tables import Table

    notes = [f"and {len(rows) - SHOWN:,} more, which --json names"] if len(rows) > SHOWN else []
    return [Table(title, columns, rows[:SHOWN], notes)] if rows else []


def _retrospect(batch: Batch) -> str:
    count = sum(found.in_retrospect for found in batch.imported.values())
    return f"{count} posted in retrospect: of zero length, counted apart in reports" if count else ""


def _counted(label: str, reasons: list[str]) -> list[tuple[str, str]]:
    """Reasons with their counts, the most frequent first, a line each; which incident one names makes no difference."""
    counts = Counter(_kind_of(reason) for reason in reasons)
    shown = [f"{count} × {reason}" for reason, count in counts.most_common(_REASONS)]
    rest = [how_many(len(counts) - _REASONS, "other reason")] if len(counts) > _REASONS else []
    return [(label if not number else "", text) for number, text in enumerate(shown + rest)]


def _kind_of(reason: str) -> str:
    """A reason without what is particular to one row: which incident, which line, what the cell says."""
    cell = _CELL.fullmatch(reason)
    return f"{cell[1]}: … {cell[2]}" if cell else _CHANGE.sub("", reason.partition(", as ")[0])


def _unknown_services(batch: Batch, known: list[str]) -> str:
    missing = [name for name in batch.services if name not in set(known)] if known else []
    return f"not in services.yaml: {', '.join(missing)}" if missing else ""
