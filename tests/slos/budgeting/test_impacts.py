"""Impact that people recorded: which windows count, until when, and whose the time is in which several overlap."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.snapshot import fold
from revenant.slos.budgeting.impacts import ImpactMeter, affected, impacts_on
from revenant.slos.slo import Objective
from revenant.slos.usage import Asked, Flaw
from tests.incidents.making import moved, opened
from tests.slos.made_up import NOW, ago, before, impact, incident

OBJECTIVE = Objective(name="", target=0.999)
ONE, OTHER = "INC-20261123-AAAAA", "INC-20261123-BBBBB"


def test_only_windows_recorded_for_the_slo_count() -> None:
    it = incident(ONE, impact(60, 30), impact(90, 80, slo=""), impact(70, 65, slo="search"))
    assert [each.span for each in impacts_on("checkout", [it], NOW)] == [ago(60, 30)]


def test_a_window_without_end_goes_on_until_now_or_until_its_incident_is_resolved() -> None:
    goes_on, over = incident(ONE, impact(60, None)), incident(OTHER, impact(50, None), resolved=20)
    assert [each.span for each in impacts_on("checkout", [goes_on, over], NOW)] == [ago(60, 0), ago(50, 20)]


def test_an_end_that_was_recorded_later_ends_a_window_that_was_left_open() -> None:
    it = incident(ONE, impact(60, None), impact(60, 40))
    assert [each.span for each in impacts_on("checkout", [it], NOW)] == [ago(60, 40)]


def test_an_incident_that_was_called_off_cost_nothing() -> None:
    it = fold(ONE, [opened(-100), impact(60, 30), moved(110, "OPEN", "CANCELLED", reason="a test")])
    assert impacts_on("checkout", [it], NOW) == []


def test_nothing_after_now_counts() -> None:
    it = incident(ONE, impact(10, -30), impact(-5, -10))
    assert [each.span for each in impacts_on("checkout", [it], NOW)] == [ago(10, 0)]


def test_time_in_which_two_overlap_is_divided_by_what_was_recorded_for_each() -> None:
    impacts = impacts_on("checkout", [incident(ONE, impact(60, 20, 0.9)), incident(OTHER, impact(40, 0, 0.3))], NOW)
    found = affected(impacts, ago(50, 0))
    assert [each.span for each in found] == [ago(50, 40), ago(40, 20), ago(20, 0)]
    assert [each.parts for each in found] == [
        {ONE: 1},
        {ONE: pytest.approx(0.75), OTHER: pytest.approx(0.25)},
        {OTHER: 1},
    ]


def test_it_is_divided_equally_where_nothing_was_bad_of_either() -> None:
    impacts = impacts_on("checkout", [incident(ONE, impact(60, 0, 0.0)), incident(OTHER, impact(60, 0, 0.0))], NOW)
    (both,) = affected(impacts, ago(60, 0))
    assert both.parts == {ONE: 0.5, OTHER: 0.5}


def read(meter: ImpactMeter, start: float, end: float) -> float:
    (usage,) = meter.read([Asked(OBJECTIVE, ago(start, end))], NOW).usages
    return usage.bad / 60


def test_the_worst_share_counts_once_where_windows_overlap() -> None:
    its = [incident(ONE, impact(60, 40, 0.5), impact(50, 20, 1.0)), incident(OTHER, impact(50, 45, 0.1))]
    meter = ImpactMeter(impacts_on("checkout", its, NOW))
    assert read(meter, 1000, 0) == 35
    assert read(meter, 55, 45) == 7.5
    assert read(meter, 20, 0) == 0


def test_where_nobody_recorded_a_share_all_is_taken_for_bad_and_that_is_said() -> None:
    meter = ImpactMeter(impacts_on("checkout", [incident(ONE, impact(60, 50, None))], NOW))
    reading = meter.read([Asked(OBJECTIVE, ago(100, 0))], NOW)
    (fault,) = reading.faults
    assert (reading.usages[0].bad, fault.flaw, fault.times) == (600, Flaw.NO_SHARE, 1)
    assert fault.where == f"{ONE} 2026-11-23T11:00:00Z"
    assert meter.read([Asked(OBJECTIVE, ago(40, 0))], NOW).faults == []


def test_a_span_that_lies_ahead_has_no_time() -> None:
    (usage,) = ImpactMeter([]).read([Asked(OBJECTIVE, ago(-10, -20))], NOW).usages
    assert (usage.all, usage.measured) == (0, timedelta())


WINDOWS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60), st.sampled_from([0.0, 0.25, 1.0])), max_size=8)


@given(st.lists(WINDOWS, max_size=4))
def test_no_moment_is_counted_twice(windows: list[list[tuple[int, int, float]]]) -> None:
    its = [
        incident(f"INC-20261123-AAAA{number}", *(impact(start, start - length, bad) for start, length, bad in each))
        for number, each in enumerate(windows)
    ]
    impacts = impacts_on("checkout", its, NOW)
    bad = read(ImpactMeter(impacts), 300, 0)
    minute_by_minute = sum(
        max((each.bad_ratio for each in impacts if each.span.start <= before(minute) < each.span.end), default=0.0)
        for minute in range(1, 301)
    )
    assert bad == pytest.approx(minute_by_minute)
    spans = [each.span for each in affected(impacts, ago(300, 0))]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(sum(each.parts.values()) == pytest.approx(1) for each in affected(impacts, ago(300, 0)))
