"""Tables as CSV: read back as they were, and never run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from revenant.core.tables import Column, Heading, Table, Value
from revenant.render.csv import render_csv
from tests.render.made_up import services

COLUMNS = [Column("Name", "name"), Column("Value", "value")]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_keys_head_the_columns_and_durations_are_seconds() -> None:
    rows: list[list[Value]] = [
        ['a, "b"', timedelta(minutes=1)],
        ["at", datetime(2026, 1, 1, tzinfo=UTC)],
        ["none", None],
        ["n", -5],
    ]
    assert read(render_csv([Heading("x"), Table("", COLUMNS, rows)])) == [
        ["name", "value"],
        ['a, "b"', "60.0"],
        ["at", "2026-01-01T00:00:00Z"],
        ["none", ""],
        ["n", "-5"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    (_, (cell, _)) = read(render_csv([Table("", COLUMNS, [[text, 1]])]))
    assert cell.startswith("'")


def test_several_tables_are_told_apart_by_their_titles() -> None:
    one, two = Table("one", COLUMNS, [["a", 1]]), Table("two", COLUMNS, [["b", 2]])
    other = Table("three", COLUMNS[:1], [["c"]])
    assert read(render_csv([one, two, other])) == [
        ["table", "name", "value"],
        ["one", "a", "1"],
        ["two", "b", "2"],
        ["table", "name"],
        ["three", "c"],
    ]


def test_controls_and_line_breaks_never_reach_a_cell() -> None:
    text = render_csv([Table("", COLUMNS, [["a\nb\x1b[31m", 1]])])
    assert "\x1b" not in text
    assert len(text.splitlines()) == 2


def test_an_interval_becomes_two_columns_and_a_series_one_cell() -> None:
    header, first, second, third, _ = read(render_csv([services()]))
    assert header == ["service", "n", "median", "median_ci_low", "median_ci_high", "line"]
    assert first == ["checkout", "40", "3120.0", "1860.0", "5280.0", "1 2 0 . 5"]
    assert second == ["payments", "12", "11280.0", "", "84000.0", "3"]
    assert third == ["web", "3", "", "", "", ". ."]


def test_what_is_no_number_is_an_empty_cell() -> None:
    assert read(render_csv([Table("", COLUMNS, [["a", float("nan")], ["b", float("inf")]])]))[1:] == [
        ["a", ""],
        ["b", ""],
    ]
