"""What a chart draws: a mark a row, on one scale; and how that looks beside a table made of characters."""

from __future__ import annotations

from typing import NamedTuple

from revenant.core.tables import Chart, Column, Interval, Shape, Shown, Table, Value
from revenant.render.scales import Scale, rounded, scale_for, tick_label
from revenant.render.units import Unit, amount, unit_of
from revenant.render.values import for_people

NARROWEST, PIPED, WIDEST = 12, 24, 40  # cells: the least that is drawn, in plain lines, on a wide terminal
DRAWN = "drawn"  # the key of the column that is added
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Mark(NamedTuple):
    """One row as it is drawn: its name, how its value reads, and value and ends as numbers; None where not known."""

    label: str
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    spread: bool = False

    @property
    def numbers(self) -> list[float]:
        return [each for each in (self.value, self.low, self.high) if each is not None]


class Plot(NamedTuple):
    """All marks of a chart on a scale with round ends, and what their numbers are."""

    marks: list[Mark]
    scale: Scale
    unit: Unit


def plot(chart: Chart) -> Plot | None:
    """The numbers of a chart; None where no row has one, or its keys name no column."""
    keys = [column.key for column in chart.table.columns]
    if chart.across not in keys or chart.up not in keys:
        return None
    across, up = keys.index(chart.across), keys.index(chart.up)
    spread = keys.index(chart.spread) if chart.spread in keys else None
    marks = [_mark(row[across], row[up], None if spread is None else row[spread]) for row in chart.table.rows]
    numbers = [number for mark in marks for number in mark.numbers]
    if not any(mark.value is not None for mark in marks):
        return None
    log = chart.log and chart.shape is not Shape.BARS
    unit = unit_of(row[up] for row in chart.table.rows)
    return Plot(marks, rounded(scale_for(numbers, log=log), unit), unit)


def _mark(across: Value, up: Value, spread: Value) -> Mark:
    ends = (amount(spread.low), amount(spread.high)) if isinstance(spread, Interval) else (None, None)
    return Mark(for_people(across), for_people(up), amount(up), *ends, spread=isinstance(spread, Interval))


def drawn(chart: Chart, room: int) -> Table:
    """The table with a column of bars or intervals behind the values, where `room` cells are left for one."""
    width, plotted = min(room, WIDEST), plot(chart)
    if width < NARROWEST or plotted is None:
        return chart.table
    keys = [column.key for column in chart.table.columns]
    place = max(keys.index(key) for key in (chart.up, chart.spread) if key in keys) + 1
    columns = [*chart.table.columns]
    columns.insert(place, Column(_axis(plotted, width), DRAWN))
    rows = [
        [*row[:place], Shown(None, _drawn(mark, plotted.scale, chart.shape, width)), *row[place:]]
        for row, mark in zip(chart.table.rows, plotted.marks, strict=True)
    ]
    return chart.table._replace(columns=columns, rows=rows)


def _axis(plotted: Plot, width: int) -> str:
    """The ends of the scale, over the ends of the column."""
    first, last = (tick_label(each, plotted.unit) for each in (plotted.scale.low, plotted.scale.high))
    middle = " log " if plotted.scale.log else ""
    return first + middle.center(width - len(first) - len(last)) + last


def _drawn(mark: Mark, scale: Scale, shape: Shape, width: int) -> str:
    if mark.value is None:
        return ""
    if shape is Shape.BARS and scale.low >= 0:
        return bar(scale.at(mark.value) * width)
    return interval(mark, scale, width)


def bar(length: float) -> str:
    """A bar of so many cells, to an eighth; what is more than nothing shows."""
    eighths = max(round(length * 8), 1 if length > 0 else 0)
    full, rest = divmod(eighths, 8)
    return "█" * full + _EIGHTHS[rest].strip()


def interval(mark: Mark, scale: Scale, width: int) -> str:
    """`├──●──┤`: the value and the ends around it; an end that is not known is left open, an arrow at the edge."""
    cells = [" "] * width

    def place(value: float) -> int:
        return round(scale.at(value) * (width - 1))

    if mark.spread:
        first = 0 if mark.low is None else place(mark.low)
        last = width - 1 if mark.high is None else place(mark.high)
        cells[first : last + 1] = "─" * (last + 1 - first)
        cells[first] = "◂" if mark.low is None else "├"
        cells[last] = "▸" if mark.high is None else "┤"
    if mark.value is not None:
        cells[place(mark.value)] = "●"
    return "".join(cells).rstrip()
