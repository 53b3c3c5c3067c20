"""A distribution: every incident in one bin, quantiles where there are enough, and why the mean misleads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.tables import Block, Chart, Note
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports import distribution, load_report
from revenant.reports.measuring.histogram import histogram
from revenant.reports.population import population
from revenant.reports.question import By, Question
from tests.incidents.making import at
from tests.reports.making import in_minutes, lasting, record, records, tables

DAY = 24 * 60
NOW = Question(now=at(100 * DAY))


def built(incidents: list[IncidentSnapshot], question: Question = NOW) -> list[Block]:
    return distribution.build(population(incidents, question), question)


def notes(incidents: list[IncidentSnapshot]) -> str:
    return "\n".join(block.text for block in built(incidents) if isinstance(block, Note))


@given(st.lists(st.floats(0, 1e9), max_size=60).map(sorted))
def test_every_value_is_in_one_bin(seconds: list[float]) -> None:
    bins = histogram(seconds)
    assert sum(each.n for each in bins) == len(seconds)
    assert [each.cumulative for each in bins] == [sum(one.n for one in bins[: place + 1]) for place in range(len(bins))]


@pytest.mark.parametrize(
    ("seconds", "name"),
    [
        (0, "no time"), (1, "< 1 min"), (59.9, "< 1 min"), (60, "1 min – 5 min"), (3600, "1 h – 2 h"),
        (86400, "24 h – 3 d"), (400 * 86400, "≥ 365 d"),
    ],
)  # fmt: skip
def test_a_bin_begins_at_its_lower_end(seconds: float, name: str) -> None:
    assert [each.name for each in histogram([seconds])] == [name]


def test_empty_bins_stand_only_between_full_ones() -> None:
    assert [(each.name, each.n) for each in histogram([70, 2000])] == [
        ("1 min – 5 min", 1), ("5 min – 15 min", 0), ("15 min – 30 min", 0), ("30 min – 1 h", 1),
    ]  # fmt: skip
    assert histogram([]) == []


def test_the_histogram_is_a_chart_with_shares() -> None:
    (chart,) = [
        block
        for block in built([lasting(n, 3) for n in range(6)] + [lasting(9, 45), lasting(12, 45)])
        if isinstance(block, Chart)
    ]
    assert (chart.across, chart.up) == ("lasted", "incidents")
    assert [in_minutes(row["share"]) for row in records(chart.table)] == [0.75, 0, 0, 0.25]
    assert chart.summary == "MTTR: most often 1 min – 5 min, 6 of 8 (75 %)."


def test_few_or_equal_steps_have_no_most() -> None:
    for lengths in ([3, 45], [3] * 4 + [45] * 4):
        (chart,) = [
            block for block in built([lasting(n, long) for n, long in enumerate(lengths)]) if isinstance(block, Chart)
        ]
        assert chart.summary == f"MTTR of {len(lengths)} incidents."


def test_quantiles_wait_for_as_many_as_an_interval_needs() -> None:
    table = tables(built([lasting(n, n) for n in range(1, 14)]))["quantiles"]
    assert [in_minutes(row["duration"]) for row in records(table)] == ["n < 36", 4, 7, 10, "n < 36", "n < 72"]
    assert [row["duration_interval"] is None for row in records(table)] == [True, False, False, False, True, True]


def test_the_mean_misleads_where_most_are_shorter() -> None:
    text = notes([*(lasting(n, 10) for n in range(30)), *(lasting(n, 1000) for n in range(3))])
    assert "The mean of MTTR misleads here: it is 1h 40m (n = 33), but 30 of 33 (91 %) are shorter" in text
    assert "the median is 10m 00s" in text
    assert "whether it misleads cannot be told: 3 of 6 (50 %) are shorter" in notes(
        [lasting(n, n) for n in range(1, 7)]
    )
    assert "too few to say how they are distributed" in notes([lasting(0, 5)])


def test_skewness_says_how_far_from_lognormal() -> None:
    row = record(tables(built([lasting(n, 2.0**n) for n in range(1, 8)]))["shape"], "all")
    assert (getattr(row["sdlog"], "text", ""), getattr(row["log_skewness"], "text", "")) == ("1.50", "+0.00")
    assert in_minutes(row["geometric_mean"]) == pytest.approx(16)
    few = record(tables(built([lasting(0, 5)]))["shape"], "all")
    assert (few["n"], in_minutes(few["mean"]), few["sdlog"]) == (1, "n < 6", None)


def test_what_is_pending_is_in_the_curve_and_among_the_longest() -> None:
    incidents = [*(lasting(n, 10) for n in range(6)), *(lasting(n, None) for n in range(2))]
    found = tables(built(incidents))
    row = record(found["still-going-on"], "1 h")
    assert (in_minutes(row["surviving"]), row["at_risk"], in_minutes(row["ended_only"])) == (0.25, 2, 0)
    longest = records(found["longest"])
    assert [row["outcome"] for row in longest] == ["pending"] * 2 + ["recorded"] * 6
    assert in_minutes(longest[0]["duration"]) == 100 * DAY
    assert "still-going-on" not in tables(built([lasting(n, 10) for n in range(6)]))


def test_ten_of_the_longest_and_no_more() -> None:
    found = tables(built([lasting(n, n) for n in range(1, 20)]))["longest"]
    assert [in_minutes(row["duration"]) for row in records(found)] == list(range(19, 9, -1))


def test_groups_stand_beside_all_under_keys_of_their_own() -> None:
    incidents = [lasting(n, n, services=["a" if n % 2 else "b"]) for n in range(1, 15)]
    blocks = built(incidents, NOW._replace(by=By.SERVICE))
    found = tables(blocks)
    assert len(found) == len([block for block in blocks if not isinstance(block, Note)])
    assert {"histogram", "histogram-1", "histogram-2", "quantiles-by-group"} <= found.keys()
    assert [row["group"] for row in records(found["shape"])] == ["all", "a", "b"]
    assert in_minutes(record(found["quantiles-by-group"], "a")["median"]) == 7


def test_any_measurement_may_be_asked_for() -> None:
    question = NOW._replace(measure="MTTA")
    table = tables(built([lasting(0, 50, acknowledged=4), lasting(0, 5)], question))["outcomes"]
    assert table.title.startswith("MTTA: detected → acknowledged")
    row: dict[str, Any] = record(table, "all")
    assert (row["n"], row["not_applicable"]) == (1, 1)


def test_nothing_is_distributed_nowhere() -> None:
    assert "longest" not in tables(built([]))
    assert "Only 0 were recorded" in notes([])


def test_the_registry_knows_it() -> None:
    assert load_report("distribution") is distribution
