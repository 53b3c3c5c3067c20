"""Changes for people and programs: the table of `change list`, and one change or suspect as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from revenant.core.tables import Column, Table, Value
from revenant.core.text import one_line
from revenant.core.times import format_time
from revenant.incidents.causes import SUSPECTED
from revenant.signals.changes import Change, Suspect

_COLUMNS = [
    Column("at", "at"),
    Column("change", "id"),
    Column("kind", "kind"),
    Column("service", "service"),
    Column("environment", "environment"),
    Column("version", "version"),
    Column("what", "summary", wide=True),
]
_KEYS = (
    "id", "at", "kind", "service", "environment", "by", "summary", "version", "reference", "source", "rollback_of",
    "status", "recorded",
)  # fmt: skip


def changes_table(changes: Iterable[Change]) -> Table:
    """One line a change."""
    rows = [_row(change) for change in changes]
    return Table("", _COLUMNS, rows, [] if rows else ["No change matches."])


def _row(change: Change) -> list[Value]:
    summary = change.summary + (f" ({change.status})" if change.status not in ("", "succeeded") else "")
    back = f" [takes back {change.rollback_of}]" if change.rollback_of else ""
    return [
        change.at,
        change.id,
        change.kind,
        change.service,
        change.environment or None,
        change.version or None,
        summary + back,
    ]


def change_words(change: Change) -> str:
    """A change in one harmless line."""
    return one_line(f"{change.id}  {change.words}")


def suspect_words(suspect: Suspect) -> str:
    """A suspected change in one harmless line, with the reason why."""
    return one_line(f"{suspect.change.id}  {suspect.change.words}, {suspect.reason}")


def change_data(change: Change) -> dict[str, Any]:
    """A change with every key; null where it does not say."""
    data: dict[str, Any] = {name: getattr(change, name) or None for name in _KEYS}
    recorded = format_time(change.recorded) if change.recorded else None
    return data | {"at": format_time(change.at), "recorded": recorded}


def suspect_data(suspect: Suspect) -> dict[str, Any]:
    """A suspected change, and why."""
    why = {
        "lag_seconds": suspect.lag.total_seconds(),
        "near": suspect.service,
        "reason": suspect.reason,
        "verdict": SUSPECTED,
    }
    return change_data(suspect.change) | why
