"""The one owner of rich: blocks on a terminal, calm, with colour only where it tells something."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from revenant.core.tables import Block, Facts, Heading, Note, Table, Tone
from revenant.core.text import lines, one_line
from revenant.render.values import for_people

STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.WARN: "yellow",
    Tone.BAD: "bold red",
    Tone.DIM: "dim",
    Tone.STRONG: "bold",
}


def show(blocks: Iterable[Block], *, color: bool, width: int | None = None) -> None:
    """Print blocks to the terminal. Text is never read as markup."""
    console = Console(markup=False, highlight=False, emoji=False, no_color=not color, width=width, soft_wrap=False)
    for number, block in enumerate(blocks):
        if number:
            console.print()
        console.print(_block(block))


def _block(block: Block) -> RenderableType:
    match block:
        case Heading():
            return Text(one_line(block.text), style=STYLES[block.tone])
        case Note():
            return Text("\n".join(lines(block.text)), style=STYLES[block.tone])
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)


def _facts(block: Facts) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for fact in block.rows:
        grid.add_row(fact.label, Text(one_line(fact.value), style=STYLES[fact.tone]))
    return grid


def _table(table: Table) -> RenderableType:
    body = RichTable(
        title=Text(one_line(table.title), style="bold") if table.title else None,
        title_justify="left",
        box=None,
        padding=(0, 2, 0, 0),
        header_style="dim",
        show_edge=False,
    )
    for column in table.columns:
        body.add_column(
            column.title, justify="right" if column.right else "left", no_wrap=not column.wide, overflow="fold"
        )
    for number, row in enumerate(table.rows):
        tone = table.tones[number] if number < len(table.tones) else Tone.PLAIN
        body.add_row(*(Text(for_people(value)) for value in row), style=STYLES[tone])
    return _with_notes(body, table)


def _with_notes(body: RichTable, table: Table) -> RenderableType:
    from rich.console import Group

    notes = [Text(one_line(note), style="dim") for note in table.notes]
    heading = [Text(one_line(table.title), style="bold")] if table.title and not table.rows else []
    return Group(*heading, *([body] if table.rows else []), *notes)
