"""Tables as CSV (RFC 4180): durations in seconds, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from revenant.core.tables import Block, Interval, Series, Table, Value, table_in
from revenant.core.text import one_line
from revenant.render.sparklines import is_known
from revenant.render.values import scalar

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render_csv(blocks: Iterable[Block]) -> str:
    """The tables among `blocks`. Several get a first column that names each; a header stands where columns change."""
    tables = [table for block in blocks if (table := table_in(block)) is not None]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    header: list[str] = []
    for table in tables:
        name = [table.title] if len(tables) > 1 else []
        spreads = _spreads(table)
        keys = [*(["table"] if name else []), *_keys(table, spreads)]
        if keys != header:
            writer.writerow(keys)
            header = keys
        writer.writerows([_cell(value) for value in (*name, *_flat(row, spreads))] for row in table.rows)
    return out.getvalue()


def _spreads(table: Table) -> set[int]:
    """The columns that hold intervals: each becomes two, since a cell holds one value."""
    return {place for row in table.rows for place, value in enumerate(row) if isinstance(value, Interval)}


def _keys(table: Table, spreads: set[int]) -> list[str]:
    named = (
        [f"{column.key}_{end}" for end in ("low", "high")] if place in spreads else [column.key]
        for place, column in enumerate(table.columns)
    )
    return [key for keys in named for key in keys]


def _flat(row: list[Value], spreads: set[int]) -> list[Value]:
    cells: list[Value] = []
    for place, value in enumerate(row):
        ends = value if isinstance(value, Interval) else (None, None)
        cells += ends if place in spreads else [value]
    return cells


def _cell(value: Value) -> str | int | float | None:
    """Text on one line; an apostrophe keeps what begins like a formula from being one."""
    if isinstance(value, Series):
        return " ".join(f"{each:g}" if is_known(each) else "." for each in value.values)
    plain = None if isinstance(value, Interval) else scalar(value)
    if not isinstance(plain, str):
        return plain
    shown = one_line(plain)
    return f"'{shown}" if plain.lstrip(" ").startswith(_FORMULA) else shown
