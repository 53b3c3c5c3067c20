"""Deployments and their failures: what people said counts once, what is suspected never does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.settings import Changes, Settings
from revenant.core.tables import Chart, Note, Shape
from revenant.incidents.selection import Selection
from revenant.reports.question import By
from revenant.signals.changes import OUTCOMES
from tests.reports.delivered import at, broken, built, deployed, figures, table

FOUR = [deployed(number) for number in range(4)]


def rate(blocks: Any) -> list[Any]:
    return figures(blocks, "change_failure_rate")["change failure rate"][:3]


def bound(blocks: Any) -> Any:
    return figures(blocks, "change_failure_rate")["with suspected ones"][1]


def frequency(blocks: Any) -> list[Any]:
    return figures(blocks, "deployment_frequency")["deployments"]


def recovered(blocks: Any, start: str = "deployment") -> list[Any]:
    return figures(blocks, "recovery_time")[start]


def test_one_of_four_with_wilsons_interval() -> None:
    blocks = built(FOUR, [broken(1, 25, 1, ("00000001", "confirmed"))])
    n, share, (low, high) = rate(blocks)
    assert (n, share) == (4, 0.25)
    assert (round(low, 3), round(high, 3)) == (0.046, 0.699)
    assert table(blocks, "change_failure_rate").rows[0][2].text == "1 of 4 (25 %)"  # type: ignore[union-attr]
    assert [end.text for end in table(blocks, "change_failure_rate").rows[0][3]] == ["4.6 %", "69.9 %"]  # type: ignore[union-attr]


def test_none_of_twenty_is_not_known_to_be_never() -> None:
    n, share, (low, high) = rate(built([deployed(number) for number in range(20)], []))
    assert (n, share, low, round(high, 3)) == (20, 0, 0, 0.161)


@pytest.mark.parametrize("changes", [[], [deployed(1, kind="flag")]])
def test_without_deployments_there_is_no_rate(changes: Any) -> None:
    blocks = built(changes, [broken(1, 25)])
    assert rate(blocks) == [0, None, None]
    assert frequency(blocks) == [0, None, None, None, 0, None, None]
    assert any("not zero" in block.text for block in blocks if isinstance(block, Note))


def test_without_any_change_it_says_how_they_come_in() -> None:
    assert isinstance(built([], [])[0], Note)


def test_what_was_said_last_counts_and_a_link_without_verdict_declares() -> None:
    its = [
        broken(1, 25, 1, ("00000001", "confirmed"), ("00000001", "refuted")),
        broken(2, 49, 1, ("00000002", "")),
        broken(3, 73, 1, ("00000003", "suspected")),
    ]
    blocks = built(FOUR, its)
    assert rate(blocks)[1] == 0.25
    assert bound(blocks) == 0.5
    assert [row[2] for row in table(blocks, "suspected_deployments").rows] == ["00000003"]


def test_two_incidents_of_one_deployment_are_one_failure() -> None:
    its = [broken(number, 25, 1, ("00000001", "declared")) for number in range(5)]
    assert rate(built(FOUR, its))[1] == 0.25


def test_suspects_are_the_upper_bound_unless_a_cause_is_known() -> None:
    near = broken(1, 25)
    blocks = built(FOUR, [near])
    assert (rate(blocks)[1], bound(blocks)) == (0, 0.25)
    (row,) = table(blocks, "suspected_deployments").rows
    assert row[:3] == [timedelta(hours=1), near.id, "00000001"]
    explained = broken(1, 25, 1, ("00000003", "confirmed"))
    assert bound(built(FOUR, [explained])) == 0.25
    refuted = broken(1, 25, 1, ("00000001", "refuted"))
    assert bound(built(FOUR, [refuted])) == 0


def test_a_dependency_of_the_service_is_suspected_and_a_far_change_is_not() -> None:
    below = [*FOUR, deployed(5, 24.5, service="payments")]
    assert bound(built(below, [broken(1, 25)])) == 0.4
    assert bound(built(FOUR, [broken(1, 29)])) == 0


def test_without_a_window_the_latest_is_suspected_however_old() -> None:
    settings = Settings(schema="revenant/workspace@1", changes=Changes(window="none"))
    blocks = built(FOUR, [broken(1, 24 * 20)], settings=settings)
    assert [row[2] for row in table(blocks, "suspected_deployments").rows] == ["00000003"]
    assert "however old" in table(blocks, "suspected_deployments").notes[0]


def test_rollbacks_failures_and_other_kinds_count_apart() -> None:
    changes = [
        *FOUR,
        deployed(4, status="failed"),
        deployed(5, status="failed"),
        deployed(6, rollback_of="00000001"),
        deployed(7, kind="flag"),
    ]
    blocks = built(changes, [broken(1, 97, 1, ("00000004", "confirmed"), ("00000007", "declared"))])
    assert rate(blocks)[:2] == [5, 0.2]
    others = figures(blocks, "other_changes")
    assert {kind: row[:2] for kind, row in others.items()} == {
        "failed deployment": [1, 0],
        "flag": [1, 1],
        "rollback": [1, 0],
    }
    assert figures(blocks, "change_failure_rate")["rolled back"][:2] == [5, 0.2]


def test_frequency_is_over_the_time_recorded() -> None:
    n, weekly, (low, high), days, *gap = frequency(built([deployed(number) for number in range(14)], [], days=14))
    assert (n, weekly, days) == (14, 7, 14 / 15)
    assert (round(low, 2), round(high, 2)) == (3.83, 11.74)
    assert gap == [13, timedelta(days=1), (timedelta(days=1), timedelta(days=1))]
    assert frequency(built(FOUR, [], days=4))[1:3] == [None, None]


def test_selection_chooses_changes_not_incidents() -> None:
    wanted = Selection(services=frozenset({"payments"}), since=at(24), until=at(72))
    changes = [*FOUR, deployed(8, 30, service="payments"), deployed(9, 80, service="payments")]
    blocks = built(changes, [broken(1, 100, 1, ("00000008", "confirmed"))], selection=wanted)
    assert rate(blocks)[:2] == [1, 1]


def test_only_the_environments_that_count() -> None:
    settings = Settings(schema="revenant/workspace@1", changes=Changes(environments=["production"]))
    changes = [deployed(1, environment="production"), deployed(2, environment="staging"), deployed(3)]
    assert rate(built(changes, [], settings=settings))[0] == 1


def test_recovery_below_six_is_listed_and_from_six_a_median() -> None:
    changes = [deployed(number) for number in range(6)]
    its = [broken(number, 24 * number + 1, number + 1, (f"{number:08}", "confirmed")) for number in range(6)]
    few, enough = built(changes, its[:5]), built(changes, its)
    assert recovered(few)[:3] == [5, None, None]
    assert len(table(few, "failed_deployments").rows) == 5
    hours = timedelta(hours=1)
    assert recovered(enough)[:3] == [6, 4.5 * hours, (2 * hours, 7 * hours)]
    assert recovered(enough, "detection")[:2] == [6, 3.5 * hours]


def test_open_ones_are_censored_never_left_out() -> None:
    changes = [deployed(number) for number in range(8)]
    its = [broken(number, 24 * number + 1, 1, (f"{number:08}", "confirmed")) for number in range(4)]
    its += [broken(number, 24 * number + 1, None, (f"{number:08}", "confirmed")) for number in range(4, 8)]
    row = table(built(changes, its), "recovery_time").rows[0]
    assert row[1].text == "8 (4 open)"  # type: ignore[union-attr]
    assert row[2] == timedelta(hours=2)
    more = [*its, broken(9, 193, None, ("00000000", "confirmed"))]
    assert recovered(built(changes, more))[1] is None


def test_a_deployment_after_its_incident_was_over_has_no_recovery() -> None:
    blocks = built(FOUR, [broken(1, 1, 1, ("00000002", "confirmed"))])
    assert recovered(blocks)[0] == 0
    assert "1 without both times" in recovered(blocks)[3]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.SERVICE, {"checkout": [4, 0.25], "payments": [1, 0]}),
        (By.TEAM, {"shop": [4, 0.25], "platform": [1, 0]}),
        (By.ENVIRONMENT, {"not recorded": [5, 0.2]}),
        (By.YEAR, {"2026": [5, 0.2]}),
    ],
)
def test_groups(by: By, expected: dict[str, list[Any]]) -> None:
    changes = [*FOUR, deployed(9, service="payments")]
    blocks = built(changes, [broken(1, 25, 1, ("00000001", "confirmed"))], by=by)
    found = figures(blocks, f"deployments_by_{by}")
    assert {name: [row[0], row[3]] for name, row in found.items()} == expected


def test_periods_without_deployments_have_no_rate_and_are_drawn() -> None:
    blocks = built([deployed(0), deployed(20)], [], by=By.WEEK)
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert (chart.shape, [row[1] for row in chart.table.rows]) == (Shape.BARS, [1, 0, 1, 0])
    assert [row[3] for row in figures(blocks, "deployments_by_week").values()] == [0, None, 0, None]


def test_a_date_mistyped_by_centuries_draws_no_thousands_of_empty_periods() -> None:
    changes = [deployed(0, -24 * 365 * 1900), deployed(1)]
    assert len(table(built(changes, [], by=By.WEEK), "deployments_by_week").rows) == 2


def test_links_to_changes_nobody_recorded_are_said() -> None:
    blocks = built(FOUR, [broken(1, 25, 1, ("zzzzzzzz", "confirmed"))])
    facts = {fact.label: fact.value for fact in blocks[0].rows}  # type: ignore[union-attr]
    assert facts["unknown changes"] == "1 link to changes nobody recorded"
    assert facts["causes known"] == "of 1 incident: 1 with a confirmed change"
    assert rate(blocks)[1] == 0


_CHANGES = st.lists(
    st.builds(
        lambda hours, kind, status, back: {"hours": hours, "kind": kind, "status": status, "rollback_of": back},
        st.integers(0, 600),
        st.sampled_from(["deployment", "deployment", "flag"]),
        st.sampled_from(["", *OUTCOMES]),
        st.sampled_from(["", "", "00000001"]),
    ),
    max_size=9,
)
_ITS = st.lists(
    st.tuples(
        st.integers(0, 600),
        st.sampled_from([None, 0, 1, 40]),
        st.lists(
            st.tuples(
                st.integers(0, 9).map("{:08}".format),
                st.sampled_from(["confirmed", "declared", "suspected", "refuted", ""]),
            )
        ),
    ),
    max_size=9,
)


@given(_CHANGES, _ITS)
def test_a_share_never_exceeds_one_and_the_bound_never_falls_below_it(changes: Any, its: Any) -> None:
    made = [deployed(number, **fields) for number, fields in enumerate(changes)]
    blocks = built(made, [broken(number, hours, lasted, *links) for number, (hours, lasted, links) in enumerate(its)])
    n, share, bounds = rate(blocks)
    assert n <= len(made)
    if n:
        assert 0 <= bounds[0] <= share <= bound(blocks) <= 1
        assert share <= bounds[1] <= 1
    else:
        assert share is None
