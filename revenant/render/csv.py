"""Tables as CSV (RFC 4180): durations in seconds, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from revenant.core.tables import Block, Table, Value
from revenant.core.text import one_line
from revenant.render.values import for_machines

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render_csv(blocks: Iterable[Block]) -> str:
    """The tables among `blocks`. Several get a first column that names each; a header stands where columns change."""
    tables = [block for block in blocks if isinstance(block, Table)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    header: list[str] = []
    for table in tables:
        name = [table.title] if len(tables) > 1 else []
        keys = [*(["table"] if name else []), *(column.key for column in table.columns)]
        if keys != header:
            writer.writerow(keys)
            header = keys
        writer.writerows([_cell(value) for value in (*name, *row)] for row in table.rows)
    return out.getvalue()


def _cell(value: Value) -> str | int | float | None:
    """Text on one line; an apostrophe keeps what begins like a formula from being one."""
    plain = for_machines(value)
    if not isinstance(plain, str):
        return plain
    shown = one_line(plain)
    return f"'{shown}" if plain.lstrip(" ").startswith(_FORMULA) else shown
