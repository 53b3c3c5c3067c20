"""Blocks as plain aligned text, for pipes, files and dumb terminals."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.tables import Block, Chart, Facts, Heading, Note, Table
from revenant.core.text import lines, one_line
from revenant.render.layout import Line, lay_out, lay_out_chart


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
            return _table(block, lay_out(block, None))
        case Chart():
            return _table(block.table, lay_out_chart(block, None), block.summary)


def _facts(block: Facts) -> str:
    width = max((len(fact.label) for fact in block.rows), default=0)
    return "".join(f"{fact.label:<{width}}  {one_line(fact.value)}\n" for fact in block.rows)


def _table(table: Table, body: Iterable[Line], summary: str = "") -> str:
    above = [text for text in (table.title, summary) if text]
    drawn = "".join(f"{line.text}\n" for line in body)
    return "".join(map(_remark, above)) + drawn + "".join(map(_remark, table.notes))


def _remark(text: str) -> str:
    return f"{one_line(text)}\n"
