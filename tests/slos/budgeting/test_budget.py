"""Budgets against the figures others print: the workbook's tables, OpenSLO's example, slo-generator's arithmetic."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.slos import durations
from revenant.slos.budgeting.budget import Budget, budget
from revenant.slos.slo import Objective
from revenant.slos.spans import Span
from revenant.slos.usage import Unit, Usage

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONTH = Span(NOW - timedelta(days=30), NOW)


def of(target: float, **fields: object) -> Objective:
    return Objective(name="", target=target, **fields)  # type: ignore[arg-type]


def events(target: float, total: float, bad: float = 0) -> Budget:
    return budget(of(target), Usage(bad, total, MONTH.length), Unit.EVENTS, MONTH)


def seconds(target: float, window: str, bad: timedelta = timedelta()) -> Budget:
    span = Span(NOW - durations.parse(window), NOW)
    usage = Usage(bad.total_seconds(), span.length.total_seconds(), span.length)
    return budget(of(target), usage, Unit.SECONDS, span)


@pytest.mark.parametrize(
    ("target", "window", "minutes"),
    [
        (0.99, "30d", "432"),
        (0.995, "30d", "216"),
        (0.999, "30d", "43.2"),
        (0.9995, "30d", "21.6"),
        (0.9999, "30d", "4.32"),
        (0.999, "28d", "40.32"),
        (0.999, "4w", "40.32"),
        (0.99, "1M", "432"),
    ],
)
def test_minutes_that_may_be_bad(target: float, window: str, minutes: str) -> None:
    assert seconds(target, window).allowed == Fraction(minutes) * 60


@pytest.mark.parametrize(
    ("target", "total", "failures"),
    [(0.97, 3_663_253, 109_897), (0.9, 3_663_253, 366_325), (0.99, 3_663_253, 36_632), (0.999, 3_000_000, 3_000)],
)
def test_events_that_may_be_bad_are_whole_ones(target: float, total: int, failures: int) -> None:
    assert events(target, total).whole_units == failures


def test_shares_of_the_workbook() -> None:
    assert events(0.999, 3_000_000, 1_500).spent_share == 0.5
    incident = events(0.97, 3_663_253).share_of(14_066)
    assert incident is not None
    assert round(100 * incident, 1) == 12.8
    assert round(100 * (1 - (3_663_253 - 3_557_865) / 3_663_253), 3) == 97.123


@pytest.mark.parametrize(("bad", "percent"), [(timedelta(minutes=5), "11.57"), (timedelta(hours=1), "138.89")])
def test_a_total_outage_of_three_nines(bad: timedelta, percent: str) -> None:
    share = seconds(0.999, "30d", bad).spent_share
    assert f"{100 * (share or 0):.2f}" == percent


def test_the_example_of_openslo() -> None:
    """Two weeks of 24,000 requests a day, 99 % good, but for a day and more at 1 %: 16,632 failures of 336,000."""
    fortnight = Span(NOW - timedelta(days=14), NOW)
    requests = budget(of(0.95), Usage(16_632, 336_000, fortnight.length), Unit.EVENTS, fortnight)
    assert (requests.allowed, requests.remaining) == (Fraction(16_800), 168)
    slices = budget(of(0.95), Usage(1_008, 20_160, fortnight.length), Unit.SLICES, fortnight)
    assert (slices.allowed, slices.remaining, slices.is_exhausted) == (Fraction(1_008), 0, True)
    assert timedelta(minutes=float(slices.allowed)) == timedelta(hours=16, minutes=48)


def test_the_arithmetic_of_slo_generator() -> None:
    """`gap = sli - goal`, `burn rate = used / target`, `remaining minutes = window x gap / 60`."""
    good, bad, goal, window = 99_750, 250, 0.995, 7 * 86_400
    found = events(goal, good + bad, bad)
    sli = round(good / (good + bad), 6)
    assert sli == 0.9975
    assert round(found.spent_share or 0, 1) == round((1 - sli) / (1 - goal), 1) == 0.5
    assert (found.remaining_share or 0) * float(1 - Fraction("0.995")) * window / 60 == pytest.approx(
        window * (sli - goal) / 60
    )


def test_what_is_left_may_be_less_than_nothing() -> None:
    found = events(0.999, 1_000_000, 1_389)
    assert (found.remaining, found.is_exhausted) == (-389, True)
    assert found.remaining_share == pytest.approx(-0.389)


def test_a_share_is_not_known_where_nothing_may_be_bad_or_nothing_was_measured() -> None:
    assert events(0.999, 0).spent_share is None
    unmeasured = budget(of(0.99), Usage(0, 0, timedelta()), Unit.SLICES, MONTH)
    assert (unmeasured.allowed, unmeasured.remaining_share, unmeasured.is_exhausted) == (Fraction(432), None, False)


def test_slices_of_a_day_that_the_clock_shortens() -> None:
    day = Span(datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))
    objective = of(0.9, slice_window=timedelta(minutes=5))
    assert budget(objective, Usage(0, 0, day.length), Unit.SLICES, day).allowed == Fraction(276, 10)


@given(st.integers(0, 99_999), st.integers(1, 10**9), st.integers(0, 10**9))
def test_shares_of_a_budget_add_up(nines: int, total: int, bad: int) -> None:
    found = events(nines / 100_000, total, bad)
    assert found.allowed == Fraction(100_000 - nines, 100_000) * total
    assert (found.spent_share or 0) + (found.remaining_share or 0) == pytest.approx(1)
