"""Blocks as JSON: found by their keys, charts with how they are drawn."""

from __future__ import annotations

from revenant.core.tables import Fact, Facts
from revenant.render.json import blocks_data, render_json
from tests.render.made_up import by_service, services


def test_a_chart_is_its_table_and_how_it_is_drawn() -> None:
    table, chart = blocks_data([by_service(), services()])
    assert table["key"] == chart["key"] == "services"
    assert table["rows"] == chart["rows"]
    how = chart["chart"]
    assert (how["shape"], how["across"], how["up"], how["spread"], how["log"]) == (
        "intervals",
        "service",
        "median",
        "median_ci",
        True,
    )
    assert "chart" not in table


def test_intervals_and_series_are_arrays_with_null_where_nothing_is_known() -> None:
    (table,) = blocks_data([by_service()])
    assert [row["median_ci"] for row in table["rows"]] == [[1860, 5280], [None, 84000], None, [60, None]]
    assert table["rows"][0]["line"] == [1, 2, 0, None, 5]
    assert "NaN" not in render_json(table)


def test_facts_keep_their_labels() -> None:
    assert blocks_data([Facts([Fact("counted", "3")])]) == [{"counted": "3"}]
