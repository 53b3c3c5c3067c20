"""Blocks as plain aligned text, for pipes, files and dumb terminals."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.tables import Block, Chart, Facts, Heading, Note, Table
from revenant.core.text import lines, one_line
from revenant.render.layout import lay_out


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
        case Chart():
            return _table(block.table)


def _facts(block: Facts) -> str:
    width = max((len(fact.label) for fact in block.rows), default=0)
    return "".join(f"{fact.label:<{width}}  {one_line(fact.value)}\n" for fact in block.rows)


def _table(table: Table) -> str:
    title = f"{one_line(table.title)}\n" if table.title else ""
    body = "".join(f"{line.text}\n" for line in lay_out(table, None))
    return title + body + "".join(f"{one_line(note)}\n" for note in table.notes)
