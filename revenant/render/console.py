"""The one owner of rich: blocks on a terminal, calm, with colour only where it tells something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from revenant.core.tables import Block, Chart, Facts, Heading, Note, Table, Tone
from revenant.core.text import lines, one_line
from revenant.render.layout import Line, lay_out, lay_out_chart, wrap

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
    console = Console(markup=False, highlight=False, emoji=False, no_color=not color, width=width)
    for number, block in enumerate(blocks):
        if number:
            console.print()
        for line in _lines(block, console.width):
            console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _lines(block: Block, width: int) -> Iterator[Text]:
    match block:
        case Heading() | Note():
            for line in lines(block.text):
                yield from (Text(part, style=STYLES[block.tone]) for part in _wrapped(line, width))
        case Facts():
            yield from _facts(block, width)
        case Table():
            yield from _table(block, lay_out(block, width, cell_len), width)
        case Chart():
            yield from _table(block.table, lay_out_chart(block, width, cell_len), width, block.summary)


def _wrapped(line: str, width: int) -> list[str]:
    """A line in parts that fit, each as far in as the line is: commands stay apart from the text around them."""
    words = line.lstrip(" ")
    indent = line[: min(len(line) - len(words), width // 2)]
    return [indent + part for part in wrap(words, width - len(indent), cell_len)]


def _facts(block: Facts, width: int) -> Iterator[Text]:
    label = max((cell_len(fact.label) for fact in block.rows), default=0)
    for fact in block.rows:
        for number, part in enumerate(wrap(one_line(fact.value), max(width - label - 2, 20), cell_len)):
            name = "" if number else fact.label
            yield Text.assemble((f"{name:<{label}}  ", STYLES[Tone.DIM]), (part, STYLES[fact.tone]))


def _table(table: Table, body: Iterator[Line], width: int, summary: str = "") -> Iterator[Text]:
    if table.title:
        yield Text(one_line(table.title), style=STYLES[Tone.STRONG])
    yield from _remark(summary, width)
    for line in body:
        tone = Tone.DIM if line.row < 0 else table.tones[line.row] if line.row < len(table.tones) else Tone.PLAIN
        yield Text(line.text, style=STYLES[tone])
    for note in table.notes:
        yield from _remark(note, width)


def _remark(text: str, width: int) -> Iterator[Text]:
    if text:
        yield from (Text(part, style=STYLES[Tone.DIM]) for part in wrap(one_line(text), width, cell_len))
