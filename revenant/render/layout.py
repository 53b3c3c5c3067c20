"""How a table fits a width: side by side, else the long text under its row, else one value a line.

A number or an id is never cut: a wrong number is worse than a long table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from revenant.core.tables import Chart, Column, Table
from revenant.core.text import shorten
from revenant.render.charts import DRAWN, NARROWEST, PIPED, drawn
from revenant.render.values import for_people

Measure = Callable[[str], int]
_LEAST_TEXT = 24


class Line(NamedTuple):
    """One line of output, and the row it belongs to (-1 for the header)."""

    row: int
    text: str


def lay_out(table: Table, width: int | None, measure: Measure = len) -> Iterator[Line]:
    """The lines of a table, header first, for `width` cells; None is as wide as it takes."""
    if not table.rows:
        return
    cells = _cells(table, width)
    yield from _choose(table.columns, cells, _natural(table, cells, measure), width, measure)


def lay_out_chart(chart: Chart, width: int | None, measure: Measure = len) -> Iterator[Line]:
    """The same for a chart: drawn beside its values if all of these fit, else below them; a drawing never cuts."""
    table = chart.table
    if width is None:
        yield from lay_out(drawn(chart, PIPED), None, measure)
        return
    sizes = zip(_natural(table, _cells(table, width), measure), table.columns, strict=True)
    taken = sum(min(size, _LEAST_TEXT) if column.wide else size for size, column in sizes)
    room = width - taken - 2 * len(table.columns)
    yield from lay_out(drawn(chart, room), width, measure)
    if room < NARROWEST:
        yield from _drawn_below(chart, width, measure)


def _drawn_below(chart: Chart, width: int, measure: Measure) -> Iterator[Line]:
    """The drawing under a table that leaves no room for it: each row's name and its mark."""
    keys = [column.key for column in chart.table.columns]
    if chart.across not in keys:
        return
    name = keys.index(chart.across)
    taken = _natural(chart.table, _cells(chart.table, width), measure)[name] if chart.table.rows else 0
    picture = drawn(chart, width - taken - 2)
    place = next((place for place, column in enumerate(picture.columns) if column.key == DRAWN), None)
    if place is not None:
        columns = [picture.columns[name]._replace(wide=False), picture.columns[place]]
        rows = [[row[name], row[place]] for row in picture.rows]
        yield Line(-1, "")
        yield from lay_out(picture._replace(columns=columns, rows=rows), width, measure)


def _cells(table: Table, width: int | None) -> list[list[str]]:
    return [
        [_shown(for_people(value), column, width) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def _natural(table: Table, cells: list[list[str]], measure: Measure) -> list[int]:
    """How wide each column would like to be."""
    return [
        max(measure(text) for text in (column.title, *(row[place] for row in cells)))
        for place, column in enumerate(table.columns)
    ]


def _shown(text: str, column: Column, width: int | None) -> str:
    return text if width is None or column.at_most is None else shorten(text, column.at_most)


def _choose(
    columns: list[Column], cells: list[list[str]], natural: list[int], width: int | None, measure: Measure
) -> Iterator[Line]:
    if width is None:
        return _side_by_side(columns, cells, natural, 2, measure)
    fixed = [size for size, column in zip(natural, columns, strict=True) if not column.wide]
    wide = len(columns) - len(fixed)
    for gap in (2, 1):
        left = width - sum(fixed) - gap * (len(columns) - 1)
        if left >= sum(natural) - sum(fixed):
            return _side_by_side(columns, cells, natural, gap, measure)
        if wide and left >= _LEAST_TEXT * wide:
            squeezed = [left // wide if column.wide else size for size, column in zip(natural, columns, strict=True)]
            return _side_by_side(columns, cells, squeezed, gap, measure)
    if wide and sum(fixed) + len(fixed) - 1 <= width:
        return _text_below(columns, cells, natural, width, measure)
    return _stacked(columns, cells, width, measure)


def _side_by_side(
    columns: list[Column], cells: list[list[str]], sizes: list[int], gap: int, measure: Measure
) -> Iterator[Line]:
    for number, row in enumerate([[column.title for column in columns], *cells], start=-1):
        wrapped = [wrap(text, size, measure) for text, size in zip(row, sizes, strict=True)]
        for line in range(max(len(parts) for parts in wrapped)):
            texts = [parts[line] if line < len(parts) else "" for parts in wrapped]
            padded = [
                _pad(text, size, column.right, measure)
                for text, size, column in zip(texts, sizes, columns, strict=True)
            ]
            yield Line(number, (" " * gap).join(padded).rstrip())


def _text_below(
    columns: list[Column], cells: list[list[str]], natural: list[int], width: int, measure: Measure
) -> Iterator[Line]:
    """The short columns side by side, each long text on lines of its own below."""
    short = [place for place, column in enumerate(columns) if not column.wide]
    sizes = [natural[place] for place in short]
    gap = 2 if sum(sizes) + 2 * (len(sizes) - 1) <= width else 1
    rows = [[row[place] for place in short] for row in cells]
    for line in _side_by_side([columns[place] for place in short], rows, sizes, gap, measure):
        yield line
        if line.row >= 0:
            texts = (cells[line.row][place] for place, column in enumerate(columns) if column.wide)
            for part in (part for text in texts if text for part in wrap(text, width - 4, measure)):
                yield Line(line.row, f"    {part}")


def _stacked(columns: list[Column], cells: list[list[str]], width: int, measure: Measure) -> Iterator[Line]:
    """Each row as labelled values, one a line, an empty line between rows."""
    label = max(measure(column.title) for column in columns)
    for number, row in enumerate(cells):
        if number:
            yield Line(number, "")
        for column, text in zip(columns, row, strict=True):
            for place, part in enumerate(wrap(text, max(width - label - 2, _LEAST_TEXT), measure)):
                yield Line(number, f"{_pad('' if place else column.title, label, False, measure)}  {part}")


def _pad(text: str, size: int, right: bool, measure: Measure) -> str:
    space = " " * max(size - measure(text), 0)
    return space + text if right else text + space


def wrap(text: str, size: int, measure: Measure = len) -> list[str]:
    """`text` in lines of at most `size` cells, broken at spaces where there are any."""
    if measure(text) <= size:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= size:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while measure(line) > size > 0:
            cut = _fitting(line, size, measure)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def _fitting(text: str, size: int, measure: Measure) -> int:
    """How many characters of `text` fit into `size` cells; at least one."""
    used = 0
    for number, char in enumerate(text):
        used += measure(char)
        if used > size:
            return max(number, 1)
    return len(text)
