"""Blocks as plain aligned text, for pipes, files and dumb terminals."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.tables import Block, Facts, Heading, Note, Table
from revenant.core.text import lines, one_line
from revenant.render.values import for_people


def render_plain(blocks: Iterable[Block]) -> str:
    """All blocks, one blank line between them."""
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{one_line(block.text)}\n"
        case Note():
            return "".join(f"{line}\n" for line in lines(block.text))
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)


def _facts(block: Facts) -> str:
    width = max((len(fact.label) for fact in block.rows), default=0)
    return "".join(f"{fact.label:<{width}}  {one_line(fact.value)}\n" for fact in block.rows)


def _table(table: Table) -> str:
    cells = [[column.title for column in table.columns]]
    cells += [[for_people(value) for value in row] for row in table.rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(table.columns))]
    title = f"{one_line(table.title)}\n" if table.title else ""
    body = "".join(_row(row, widths, table) for row in cells) if table.rows else ""
    return title + body + "".join(f"{one_line(note)}\n" for note in table.notes)


def _row(row: list[str], widths: list[int], table: Table) -> str:
    padded = [
        text.rjust(width) if column.right else text.ljust(width)
        for text, width, column in zip(row, widths, table.columns, strict=True)
    ]
    return "  ".join(padded).rstrip() + "\n"
