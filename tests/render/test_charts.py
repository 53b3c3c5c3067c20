"""Charts made of characters, on a terminal and in plain lines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.core.tables import Chart, Column, Interval, Shape, Table, Value
from revenant.render.charts import Mark, bar, drawn, interval, plot
from revenant.render.console import show
from revenant.render.plain import render_plain
from revenant.render.scales import Scale
from tests.render.made_up import hours, months, services

SCALE = Scale(0, 10)


def mark(value: float | None, low: float | None = None, high: float | None = None, spread: bool = True) -> Mark:
    return Mark("", "", value, low, high, spread)


@pytest.mark.parametrize(
    ("length", "blocks"), [(0, ""), (0.001, "▏"), (0.5, "▌"), (1, "█"), (2.25, "██▎"), (2.99, "███")]
)
def test_bars_are_drawn_to_an_eighth_and_something_always_shows(length: float, blocks: str) -> None:
    assert bar(length) == blocks


@pytest.mark.parametrize(
    ("it", "line"),
    [
        (mark(5, 2, 8), "  ├──●──┤"),
        (mark(5, 5, 5), "     ●"),
        (mark(5, None, 8), "◂────●──┤"),
        (mark(5, 2, None), "  ├──●────▸"),
        (mark(5, spread=False), "     ●"),
        (mark(0, 0, 3), "●──┤"),
    ],
)
def test_intervals_stand_around_their_value(it: Mark, line: str) -> None:
    assert interval(it, SCALE, 11) == line


def table(rows: list[list[Value]]) -> Table:
    return Table("T", [Column("service", "service"), Column("median", "median", right=True)], rows)


def test_a_drawing_stands_between_its_values_and_the_rest() -> None:
    chart = Chart(
        table([["a", timedelta(hours=2)], ["b", timedelta(hours=1)], ["c", None]]), Shape.BARS, "service", "median"
    )
    assert render_plain([chart._replace(summary="a takes longest")]).splitlines() == [
        "T",
        "a takes longest",
        "service  median  0                     2h",
        "a        2h 00m  ████████████████████████",
        "b        1h 00m  ████████████",
        "c             –",
    ]


@pytest.mark.parametrize("chart", [services(), months(), hours()])
@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_numbers_come_first_and_no_line_is_too_long(
    chart: Chart, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    show([chart], color=False, width=width)
    text = capsys.readouterr().out
    assert all(len(line) <= max(width, 24 + 16) for line in text.splitlines())
    assert "\x1b" not in text
    for number in ("52m 00s", "3h 08m") if chart.shape is Shape.INTERVALS else ():
        assert number in text


def test_a_drawing_that_has_no_room_beside_its_values_stands_below_them(capsys: pytest.CaptureFixture[str]) -> None:
    shares: list[list[Value]] = [["SEV1", 0.4, Interval(0.2, 0.6), "a" * 30], ["SEV2", None, None, "b" * 30]]
    columns = [Column("severity", "severity"), Column("met", "met"), Column("95 %", "ci"), Column("why", "why")]
    chart = Chart(Table("T", columns, shares), Shape.INTERVALS, "severity", "met", "ci")
    show([chart], color=False, width=40)
    assert capsys.readouterr().out.splitlines() == [
        "T",
        "severity  SEV1",
        "met       0.4",
        "95 %      0.2 … 0.6",
        "why       aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "",
        "severity  SEV2",
        "met       –",
        "95 %      –",
        "why       bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "",
        "severity  0                          0.6",
        "SEV1                ├────────●─────────┤",
        "SEV2",
    ]
    show([chart], color=False, width=18)
    assert "├" not in capsys.readouterr().out, "nor below them"


def test_where_there_is_no_room_the_table_stands_alone() -> None:
    assert drawn(hours(), 11) == hours().table
    assert drawn(hours(), 12) != hours().table


@pytest.mark.parametrize("changed", [{"up": "moon"}, {"across": "moon"}, {"table": table([])}])
def test_what_cannot_be_drawn_is_its_table(changed: dict[str, object]) -> None:
    chart = Chart(table([["a", 1]]), Shape.BARS, "service", "median")._replace(**changed)  # type: ignore[arg-type]
    assert plot(chart) is None
    assert drawn(chart, 40) == chart.table


def test_below_zero_bars_are_points() -> None:
    text = render_plain([Chart(table([["a", -5], ["b", 5]]), Shape.BARS, "service", "median")])
    assert "█" not in text
    assert text.count("●") == 2


def test_bars_ignore_a_logarithmic_scale_since_they_begin_at_zero() -> None:
    chart = Chart(table([["a", 10], ["b", 1000]]), Shape.BARS, "service", "median", log=True)
    plotted = plot(chart)
    assert plotted is not None
    assert plotted.scale == Scale(0, 1000)


def test_an_interval_that_is_none_is_left_out() -> None:
    rows: list[list[Value]] = [["a", 1, Interval(0, 2)], ["b", 2, None]]
    wide = table([])._replace(columns=[*table([]).columns, Column("ci", "ci")], rows=rows)
    plotted = plot(Chart(wide, Shape.INTERVALS, "service", "median", "ci"))
    assert plotted is not None
    assert [each.spread for each in plotted.marks] == [True, False]
