"""Charts as plain SVG: bars, lines and intervals with an axis of round numbers, a title and a description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

from revenant.core.tables import Chart, Series, Shape
from revenant.core.text import shorten
from revenant.render.charts import Mark, Plot, plot
from revenant.render.page.elements import el
from revenant.render.scales import Scale, tick_label, ticks
from revenant.render.sparklines import is_known

WIDTH = 736
MOST_ROWS, MOST_POINTS = 40, 400
_ROW, _TOP, _BOTTOM = 24, 8, 28
_HEIGHT, _LEFT = 220, 64
_LONGEST_LABEL = 28
_LETTER = 7.2  # about as wide as one is at 12 px


def drawing(chart: Chart, title: str, id_: str) -> Element | None:
    """The chart as an image that a screen reader can tell; None where there is nothing to draw."""
    plotted = plot(chart)
    if plotted is None:
        return None
    upright = chart.shape is Shape.LINE or (chart.shape is Shape.BARS and len(plotted.marks) > MOST_ROWS)
    height, parts = _upright(plotted, chart.shape) if upright else _lying(plotted, chart.shape)
    return el(
        "svg",
        el("title", title, id=f"{id_}-title"),
        el("desc", _described(chart, plotted), id=f"{id_}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        role="img",
        viewBox=f"0 0 {WIDTH} {height}",
        aria_labelledby=f"{id_}-title {id_}-desc",
    )


def _described(chart: Chart, plotted: Plot) -> str:
    """In words: what is drawn, how many, from where to where."""
    shape = {Shape.BARS: "Bars", Shape.LINE: "A line", Shape.INTERVALS: "Points with intervals"}[chart.shape]
    names = {column.key: column.title for column in chart.table.columns}
    known = [mark for mark in plotted.marks if mark.value is not None]
    low, high = (min(known, key=_value), max(known, key=_value))
    ends = f"lowest {low.label}, highest {high.label}" if len(known) > 1 else f"only {low.label}"
    scale = " on a logarithmic scale" if plotted.scale.log else ""
    said = f"{shape}: {names[chart.up]} by {names[chart.across] or 'row'}{scale}; {len(known)} values, {ends}."
    return f"{said} {chart.summary}".strip()


def _value(mark: Mark) -> float:
    return mark.value or 0.0


# --- rows, one below the other --------------------------------------------------------------


class _Frame(NamedTuple):
    """Where a chart of rows begins and ends, between the names and the values as they read."""

    left: float
    right: float
    scale: Scale

    def at(self, value: float) -> float:
        return self.left + self.scale.at(value) * (self.right - self.left)


def _frame(marks: Sequence[Mark], scale: Scale) -> _Frame:
    names = max(min(len(mark.label), _LONGEST_LABEL) for mark in marks)
    values = max(len(mark.text) for mark in marks)
    return _Frame(names * _LETTER + 12, WIDTH - min(values * _LETTER + 16, WIDTH / 3), scale)


def _lying(plotted: Plot, shape: Shape) -> tuple[float, list[Element]]:
    marks = plotted.marks[:MOST_ROWS]
    frame, bottom = _frame(marks, plotted.scale), _TOP + _ROW * len(marks)
    parts = list(_bottom_axis(plotted, frame, bottom))
    for number, mark in enumerate(marks):
        parts += _lying_mark(mark, frame, shape, _TOP + _ROW * number + _ROW / 2)
    left_out = len(plotted.marks) - len(marks)
    if left_out:
        parts.append(el("text", f"{left_out} more are not drawn.", x=frame.left, y=bottom + 44, class_="tick"))
    return bottom + _BOTTOM + (24 if left_out else 0), parts


def _lying_mark(mark: Mark, frame: _Frame, shape: Shape, y: float) -> Iterator[Element]:
    yield el("text", shorten(mark.label, _LONGEST_LABEL), x=frame.left - 10, y=y + 4, text_anchor="end")
    if mark.value is None:
        yield el("text", "not known", x=frame.left + 6, y=y + 4, class_="tick")
        return
    x = frame.at(mark.value)
    yield el("text", mark.text, x=WIDTH, y=y + 4, text_anchor="end")
    if shape is Shape.BARS:
        zero = frame.at(0)
        if mark.value:
            yield el("rect", x=min(zero, x), y=y - 7, width=max(abs(x - zero), 1), height=14, class_="bar")
        return
    if mark.spread:
        yield from _lying_span(mark, frame, y)
    yield el("circle", cx=x, cy=y, r=4.5, class_="dot")


def _lying_span(mark: Mark, frame: _Frame, y: float) -> Iterator[Element]:
    """The ends around a value; an end that is not known has no bar across it."""
    low = frame.left if mark.low is None else frame.at(mark.low)
    high = frame.right if mark.high is None else frame.at(mark.high)
    yield el("line", x1=low, x2=high, y1=y, y2=y, class_="span")
    for x, end in ((low, mark.low), (high, mark.high)):
        if end is not None:
            yield el("line", x1=x, x2=x, y1=y - 5, y2=y + 5, class_="span")


def _bottom_axis(plotted: Plot, frame: _Frame, bottom: float) -> Iterator[Element]:
    for tick in ticks(plotted.scale, plotted.unit):
        x = frame.at(tick)
        yield el("line", x1=x, x2=x, y1=_TOP, y2=bottom, class_="axis" if tick == 0 else "grid")
        yield el("text", tick_label(tick, plotted.unit), x=x, y=bottom + 18, text_anchor="middle", class_="tick")


# --- points, one beside the other -----------------------------------------------------------


def _upright(plotted: Plot, shape: Shape) -> tuple[float, list[Element]]:
    marks = plotted.marks[-MOST_POINTS:]
    plotted = plotted._replace(marks=marks)
    glyphs = _columns(plotted) if shape is Shape.BARS else _line(plotted)
    return _HEIGHT + _TOP + _BOTTOM, [*_side_axis(plotted), *_names(marks), *glyphs]


def _side_axis(plotted: Plot) -> Iterator[Element]:
    for tick in ticks(plotted.scale, plotted.unit):
        y = _up(plotted.scale, tick)
        yield el("line", x1=_LEFT, x2=WIDTH, y1=y, y2=y, class_="axis" if tick == 0 else "grid")
        yield el("text", tick_label(tick, plotted.unit), x=_LEFT - 8, y=y + 4, text_anchor="end", class_="tick")


def _names(marks: Sequence[Mark]) -> Iterator[Element]:
    """As many names as have room, the first among them; one that would reach over the edge is left out."""
    longest = max(len(mark.label) for mark in marks)
    every = max(1, -(-len(marks) * (min(longest, 16) * 7 + 14) // (WIDTH - _LEFT)))
    for number in range(0, len(marks), every):
        label = shorten(marks[number].label, 16)
        x, y = _along(number, len(marks)), _TOP + _HEIGHT + 18
        if not number or x + len(label) * 7 / 2 <= WIDTH:
            yield el("text", label, x=x, y=y, text_anchor="middle", class_="tick")


def _columns(plotted: Plot) -> Iterator[Element]:
    zero = _up(plotted.scale, 0)
    wide = max((WIDTH - _LEFT) / len(plotted.marks) * 0.7, 1)
    for number, mark in enumerate(plotted.marks):
        if mark.value:
            y, x = _up(plotted.scale, mark.value), _along(number, len(plotted.marks)) - wide / 2
            yield el("rect", x=x, y=min(y, zero), width=wide, height=max(abs(zero - y), 1), class_="bar")


def _line(plotted: Plot) -> Iterator[Element]:
    """Points joined where they follow each other; where one is not known the line is broken."""
    count = len(plotted.marks)
    placed = [(_along(number, count), mark) for number, mark in enumerate(plotted.marks)]
    for known, run in groupby(placed, key=lambda each: each[1].value is not None):
        points = list(run)
        if known:
            yield from _spans(points, plotted.scale)
            path = " ".join(f"{x:.1f},{_up(plotted.scale, _value(mark)):.1f}" for x, mark in points)
            yield el("polyline", points=path, class_="line")
            if count <= MOST_ROWS or len(points) == 1:
                yield from (
                    el("circle", cx=x, cy=_up(plotted.scale, _value(it)), r=3, class_="dot") for x, it in points
                )


def _spans(points: Sequence[tuple[float, Mark]], scale: Scale) -> Iterator[Element]:
    """The ends around the points: a band, or a bar where a point stands alone."""
    ends = [
        (x, _up(scale, mark.low), _up(scale, mark.high))
        for x, mark in points
        if mark.low is not None and mark.high is not None
    ]
    if len(ends) == 1:
        x, low, high = ends[0]
        yield el("line", x1=x, x2=x, y1=low, y2=high, class_="span")
    elif ends:
        edge = [(x, high) for x, _, high in ends] + [(x, low) for x, low, _ in reversed(ends)]
        yield el("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in edge), class_="band")


def _along(number: int, count: int) -> float:
    return _LEFT + (number + 0.5) * (WIDTH - _LEFT) / count


def _up(scale: Scale, value: float) -> float:
    return _TOP + (1 - scale.at(value)) * _HEIGHT


# --- a line in a cell -----------------------------------------------------------------------


def small_line(series: Series) -> Element | None:
    """A series as small bars from zero; a gap where nothing is known, nothing at all of a single value."""
    known = [value for value in series.values if is_known(value)]
    if len(known) < 2 or min(known) < 0:
        return None
    highest = max(known) or 1.0
    bars = (
        el("rect", x=4 * number, y=16 - size, width=3, height=size, class_="bar")
        for number, value in enumerate(series.values)
        if is_known(value) and (size := max(value / highest * 15, 1) if value else 0.5)
    )
    wide = 4 * len(series.values)
    said = f"{len(known)} values from {min(known):g} to {max(known):g}; the last is {known[-1]:g}."
    words = (el("title", "Values in order of time"), el("desc", said))
    return el(
        "svg",
        *words,
        *bars,
        class_="small",
        role="img",
        viewBox=f"0 0 {wide} 16",
        width=wide,
        height=16,
        aria_label=said,
    )
