"""Tables as OpenMetrics: read back by a strict parser of that format."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from revenant.core.tables import (
    Block,
    Chart,
    Column,
    Facts,
    Heading,
    Interval,
    Series,
    Shape,
    Shown,
    Table,
    Value,
    facts,
)
from revenant.render.openmetrics import INFO, render_openmetrics
from tests.render.made_up import HOSTILE, reports

SERVICE, N = Column("service", "service"), Column("n", "n", right=True)
ABOUT = facts(("counted", "3 incidents"), ("computed from", "commit 1a2b"))


def read(text: str) -> dict[str, dict[tuple[tuple[str, str], ...], float]]:
    """Families by name: value by labels."""
    assert text.endswith("\n# EOF\n")
    families = {family.name: family for family in text_string_to_metric_families(text)}  # type: ignore[no-untyped-call]
    assert all(family.documentation and family.type == "gauge" for family in families.values())
    return {
        name: {tuple(sample.labels.items()): sample.value for sample in family.samples}
        for name, family in families.items()
    }


def metrics(table: Table, report: str = "mttx", *more: Block) -> dict[str, Any]:
    families = read(render_openmetrics(report, [Heading("Measurements"), ABOUT, table, *more]))
    assert families.pop(INFO) == {(("report", report), ("counted", "3 incidents"), ("computed_from", "commit 1a2b")): 1}
    return families


def one(column: Column, value: Value) -> dict[str, Any]:
    found = metrics(Table("", [SERVICE, column], [["web", value]], key="mttx"))
    return {name: series[(("service", "web"),)] for name, series in found.items()}


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (N, 3, {"revenant_mttx_n": 3}),
        (Column("m", "median", right=True), timedelta(minutes=2), {"revenant_mttx_median_seconds": 120}),
        (Column("m", "met", right=True), Shown(0.25, "1 of 4 (25 %)"), {"revenant_mttx_met_ratio": 0.25}),
        (Column("m", "p", right=True), Shown(0.034, "p = .034"), {"revenant_mttx_p": 0.034}),
        (
            Column("m", "ci", right=True),
            Interval(timedelta(seconds=1), timedelta(seconds=2.5)),
            {"revenant_mttx_ci_low_seconds": 1, "revenant_mttx_ci_high_seconds": 2.5},
        ),
        (Column("m", "ci", right=True), Interval(None, 2), {"revenant_mttx_ci_high": 2}),
        (
            Column("m", "first", right=True),
            datetime(2026, 1, 1, tzinfo=UTC),
            {"revenant_mttx_first_timestamp_seconds": 1767225600},
        ),
        (Column("m", "effort_minutes", right=True), 2, {"revenant_mttx_effort_seconds": 120}),
        (Column("m", "total", right=True), 1, {"revenant_mttx_overall": 1}),
        (Column("m", "Count", right=True), 1, {"revenant_mttx_number": 1}),
        (Column("m", "n_b", right=True), 1, {"revenant_mttx_n_sideb": 1}),
        (N, None, {}),
        (N, float("nan"), {}),
        (N, "too few", {}),
        (N, Shown(None, "n/a"), {}),
        (Column("m", "line"), Series((1, 2)), {}),
    ],
)
def test_a_column_becomes_a_gauge_in_base_units(column: Column, value: Value, expected: dict[str, float]) -> None:
    assert one(column, value) == expected


def test_texts_are_labels_and_tables_of_one_report_stand_apart() -> None:
    first = Table("By service", [SERVICE, N], [["web", 1], ["", 2]], key="mttx")
    second = Table("By team", [Column("team", "team"), N], [["shop", 3]], key="teams")
    assert metrics(first, "mttx", second)["revenant_mttx_n"] == {
        (("service", "web"),): 1,
        (): 2,
        (("table", "teams"), ("team", "shop")): 3,
    }


def test_a_column_whose_rows_measure_different_things_is_several_gauges() -> None:
    rows: list[list[Value]] = [["often", 3.5], ["failed", Shown(0.25, "25 %")], ["longest", timedelta(hours=1)]]
    found = metrics(
        Table("", [Column("what", "what"), Column("figure", "figure", right=True)], rows, key="changes"), "changes"
    )
    assert found == {
        "revenant_changes_figure": {(("what", "often"),): 3.5},
        "revenant_changes_figure_ratio": {(("what", "failed"),): 0.25},
        "revenant_changes_figure_seconds": {(("what", "longest"),): 3600},
    }


def test_a_table_without_a_key_is_for_people_only() -> None:
    assert metrics(Table("", [SERVICE, N], [["web", 1]])) == {}


def test_a_chart_is_its_table() -> None:
    table = Table("", [SERVICE, N], [["web", 1]], key="mttx")
    assert metrics(table, "mttx", Chart(table, Shape.BARS, "service", "n"))["revenant_mttx_n"] == {
        (("service", "web"),): 1
    }


def test_long_texts_are_labels_only_where_rows_look_the_same_without() -> None:
    what = Column("what", "what", wide=True)
    apart = Table("", [SERVICE, what, N], [["a", "x", 1], ["b", "y", 2]], key="mttx")
    assert set(metrics(apart)["revenant_mttx_n"]) == {(("service", "a"),), (("service", "b"),)}
    alike = apart._replace(rows=[["a", "x", 1], ["a", "y", 2]])
    assert set(metrics(alike)["revenant_mttx_n"]) == {(("service", "a"), ("what", text)) for text in "xy"}


def test_no_series_comes_twice() -> None:
    rows: list[list[Value]] = [["a", 1], ["a", 2], ["a", 1]]
    found = metrics(Table("", [SERVICE, N], rows, key="mttx"))["revenant_mttx_n"]
    assert found == {(("service", "a"),): 1, (("service", "a"), ("row", "2")): 2}


def test_help_says_how_the_words_are_defined() -> None:
    columns = [Column("measured", "name"), N, Column("definition", "definition", wide=True)]
    text = render_openmetrics(
        "mttx", [Table("", columns, [["MTTR", 1, 'detected → "resolved"']], ["Open ones wait."], key="mttx")]
    )
    assert "# HELP revenant_mttx_n mttx: n. Open ones wait. MTTR: detected → 'resolved'.\n" in text


def test_hostile_text_stays_in_its_label() -> None:
    found = metrics(Table(HOSTILE, [SERVICE, Column(HOSTILE, "n", right=True)], [[HOSTILE, 1]], [HOSTILE], key=HOSTILE))
    ((labels, value),) = found["revenant_mttx_n"].items()
    assert value == 1
    assert dict(labels)["service"] == HOSTILE.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e").replace("\n", " ⏎ ")


def test_labels_that_prometheus_keeps_for_itself_are_renamed() -> None:
    columns = [Column("", "le"), Column("", "Quantile"), Column("", "2nd"), Column("", "__x"), N]
    (labels,) = metrics(Table("", columns, [["a", "b", "c", "d", 1]], key="mttx"))["revenant_mttx_n"]
    assert labels == (("of_le", "a"), ("of_quantile", "b"), ("of_2nd", "c"), ("x", "d"))


@given(
    st.lists(
        st.tuples(
            st.text(),
            st.none() | st.floats() | st.integers() | st.builds(timedelta, seconds=st.floats(-1e9, 1e9)),
        ),
        max_size=6,
    ),
    st.text(),
    st.text(),
)
def test_whatever_a_table_holds_the_file_is_read_back(rows: list[Any], key: str, title: str) -> None:
    table = Table(title, [SERVICE, Column(title, key, right=True)], [list(row) for row in rows], [title], key="mttx")
    families = read(render_openmetrics("mttx", [Facts([]), table]))
    assert not any(value != value for series in families.values() for value in series.values())  # no NaN


def test_every_made_up_report_is_read_back_and_has_no_times() -> None:
    for chapter in reports().chapters:
        text = render_openmetrics(chapter.name, chapter.blocks)
        read(text)
        assert all(re.search(r"[}\w] \S+$", line) for line in text.splitlines() if not line.startswith("#"))
