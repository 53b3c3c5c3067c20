"""Incidents for tests of reports: of given lengths, each under an id of its own."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from revenant.core.ids import base32
from revenant.core.tables import Block, Chart, Shown, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot, fold
from tests.incidents.making import moved, opened

_NUMBERS = count(1)


def lasting(
    start: float, minutes: float | None, *, acknowledged: float | None = None, **fields: Any
) -> IncidentSnapshot:
    """Detected at `start` and resolved `minutes` later, acknowledged before; None is still open."""
    events: list[Any] = [opened(start, **fields)]
    if acknowledged is not None:
        events.append(moved(start + acknowledged, "OPEN", "ACKNOWLEDGED"))
    if minutes is not None:
        events.append(moved(start + minutes, "OPEN" if acknowledged is None else "ACKNOWLEDGED", "RESOLVED"))
    return fold(f"INC-20261123-{base32(next(_NUMBERS), 5)}", events)


def tables(blocks: list[Block]) -> dict[str, Table]:
    """The tables by their keys, those of charts too."""
    found = [block.table if isinstance(block, Chart) else block for block in blocks]
    return {block.key: block for block in found if isinstance(block, Table)}


def records(table: Table) -> list[dict[str, Value]]:
    """Its rows by column."""
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def record(table: Table, *labels: str) -> dict[str, Value]:
    """The row that begins with these."""
    (row,) = [row for row in records(table) if tuple(map(in_minutes, row.values()))[: len(labels)] == labels]
    return row


def in_minutes(value: Any) -> Any:
    """A duration as a number; a figure that was refused as the reason."""
    if isinstance(value, Shown):
        return in_minutes(value.value) if value.value is not None else value.text
    return value / timedelta(minutes=1) if isinstance(value, timedelta) else value
