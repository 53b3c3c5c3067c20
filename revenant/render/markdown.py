"""Blocks as GitHub Markdown, for a pull request or a page; text from outside stays plain text."""

from __future__ import annotations

from collections.abc import Iterable

from revenant.core.markdown import escape
from revenant.core.tables import Block, Chart, Facts, Heading, Note, Table
from revenant.core.text import lines
from revenant.render.values import for_people


def render_markdown(blocks: Iterable[Block]) -> str:
    """All blocks, one blank line between them."""
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"## {escape(block.text)}\n"
        case Note():
            return "".join(f"{escape(line)}\n" for line in lines(block.text))
        case Facts():
            return "".join(f"- **{escape(fact.label)}:** {escape(fact.value)}\n" for fact in block.rows)
        case Table():
            return _table(block)
        case Chart():
            return _table(block.table, block.summary)


def _table(table: Table, summary: str = "") -> str:
    parts = [f"### {escape(table.title)}\n"] if table.title else []
    parts += [f"{escape(summary)}\n"] if summary else []
    if table.rows:
        head = _row(column.title for column in table.columns)
        rule = "|" + "|".join("---:" if column.right else "---" for column in table.columns) + "|\n"
        parts.append(head + rule + "".join(_row(map(for_people, row)) for row in table.rows))
    parts += [f"{escape(note)}\n" for note in table.notes]
    return "\n".join(parts)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |\n"
