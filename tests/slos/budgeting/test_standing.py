"""How objectives stand: one reading, shares that never exceed what was spent, accepted downtime beside the whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.coarse import widened
from revenant.slos.budgeting.impacts import ImpactMeter, impacts_on
from revenant.slos.budgeting.standing import Standing, days_of, standings
from revenant.slos.slo import Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Meter, Usage
from revenant.slos.window import Window
from tests.slos.made_up import NOW, Measured, ago, before, impact, incident, slo

ONE, OTHER = "INC-20261123-AAAAA", "INC-20261123-BBBBB"
DAY = 24 * 60


def accepted(start: float, end: float, name: str = "checkout") -> Adjustment:
    return Adjustment(slo=name, from_=before(start), to=before(end), reason="moved", approved_by="lea@example.com")


def stand(meter: Meter, *incidents: object, over: Slo | None = None, taken: tuple[Adjustment, ...] = ()) -> Standing:
    (found,) = standings(over or slo(0.999), meter, incidents, taken, NOW)  # type: ignore[arg-type]
    return found


def test_the_data_is_read_once_for_all_objectives() -> None:
    meter = Measured([(ago(60, 0), 600)])
    strict, loose = standings(slo(0.999, 0.9), meter, [incident(ONE, impact(60, 30))], [accepted(9, 3)], NOW)
    assert meter.reads == 1
    assert (float(strict.budget.allowed), float(loose.budget.allowed)) == (4_320, 432_000)
    assert strict.budget.spent == loose.budget.spent == 600


def test_what_was_bad_in_an_incidents_windows_is_its_share_and_the_rest_is_nobodys() -> None:
    found = stand(Measured([(ago(60, 0), 600), (ago(500, 490), 50)]), incident(ONE, impact(60, 30)))
    assert [(each.incident, each.spent) for each in found.shares] == [(ONE, 300)]
    assert found.unexplained == 350


def test_incidents_that_overlap_divide_what_was_bad() -> None:
    its = incident(ONE, impact(60, 0, 0.75)), incident(OTHER, impact(30, 0, 0.25))
    found = stand(Measured([(ago(60, 0), 600)]), *its)
    assert {each.incident: each.spent for each in found.shares} == pytest.approx({ONE: 525, OTHER: 75})
    assert found.unexplained == 0


def test_an_incident_before_the_window_cost_nothing_of_it_and_one_at_its_edge_a_part() -> None:
    its = incident(ONE, impact(40 * DAY, 40 * DAY - 60)), incident(OTHER, impact(30 * DAY + 30, 30 * DAY - 30))
    found = stand(ImpactMeter(impacts_on("checkout", its, NOW)), *its)
    assert [(each.incident, each.spent) for each in found.shares] == [(OTHER, 30 * 60)]
    assert found.budget.spent == 30 * 60


def test_shares_are_cut_down_where_a_meter_counts_what_lies_at_an_edge_for_both_sides() -> None:
    class Generous(Measured):
        def read(self, asked, now):  # type: ignore[no-untyped-def]
            reading = super().read(asked, now)
            return reading._replace(usages=[each._replace(bad=600.0) if each.bad else each for each in reading.usages])

    found = stand(Generous([(ago(60, 0), 600)]), incident(ONE, impact(60, 30)), incident(OTHER, impact(30, 0)))
    assert sum(each.spent for each in found.shares) == found.budget.spent == 600


def test_accepted_downtime_is_taken_out_beside_the_whole_and_never_twice() -> None:
    taken = accepted(60, 30), accepted(50, 20), accepted(10, 5, "search")
    found = stand(Measured([(ago(60, 0), 600)]), taken=taken)
    assert found.budget.spent == 600
    assert found.adjusted is not None
    assert found.counted.spent == found.adjusted.spent == pytest.approx(200)
    assert [round(each.spent) for each in found.accepted] == [300, 100]


def test_without_adjustments_the_whole_counts() -> None:
    found = stand(Measured([(ago(60, 0), 600)]))
    assert found.adjusted is None
    assert found.counted is found.budget


def test_a_budget_that_is_spent_by_what_was_accepted_is_not_exhausted() -> None:
    found = stand(Measured([(ago(60, 0), 6_000)]), taken=(accepted(60, 20),))
    assert (found.budget.is_exhausted, found.counted.is_exhausted) == (True, False)


@pytest.mark.parametrize(("each_hour", "days"), [(6, 30), (12, 15), (60, 3)])
def test_time_to_exhaustion_follows_the_last_hour(each_hour: float, days: float) -> None:
    """Of a budget that is whole: burn 1, 2 and 10 last 30, 15 and 3 days (workbook, table 5-4)."""
    found = stand(Measured([(ago(60, 0), each_hour)]))
    whole = found._replace(budget=found.budget._replace(spent=0))
    assert whole.exhausted_in == timedelta(days=days)


def test_a_rolling_window_outlasts_a_slow_burn() -> None:
    assert stand(Measured([(ago(60, 0), 5)])).exhausted_in is None
    assert stand(Measured([(ago(60, 0), 6_000)])).exhausted_in is None, "nothing is left"


MONTH = Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1), zone="Europe/Berlin")


@pytest.mark.parametrize(("bad", "lasts"), [(0.05, True), (0.02, False)])
def test_a_calendar_window_ends_before_a_slow_burn_does(bad: float, lasts: bool) -> None:
    """A burn of 5 spends the rest in six days, of seven and a half that are left; one of 2 does not."""
    it = incident(ONE, impact(60, 0, bad))
    found = stand(ImpactMeter(impacts_on("checkout", [it], NOW)), it, over=slo(0.99, window=MONTH))
    assert found.window == Span(datetime(2026, 10, 31, 23, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC))
    assert (found.elapsed, found.coverage) == (timedelta(days=22, hours=13), 1)
    assert (found.exhausted_in is not None) is lasts
    if found.exhausted_in:
        assert found.exhausted_in == timedelta(days=6) * (1 - 3 / 432)


def test_a_window_half_measured_says_so() -> None:
    class Late(Measured):
        def read(self, asked, now):  # type: ignore[no-untyped-def]
            reading = super().read(asked, now)
            return reading._replace(usages=[each._replace(measured=each.measured / 2) for each in reading.usages])

    assert stand(Late()).coverage == 0.5


def test_days_are_those_of_the_windows_clock() -> None:
    window = Window(length=timedelta(days=30), text="1M", zone="Europe/Berlin")
    span = Span(datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC))
    lengths = [each.length / timedelta(hours=1) for each in days_of(window, span)]
    assert lengths == [10, 25, 13]


def test_each_day_knows_what_was_left_at_its_end() -> None:
    (found,) = standings(slo(0.999), Measured([(ago(2 * DAY, 2 * DAY - 60), 432)]), [], [], NOW, by_day=True)
    assert len(found.days) == 31
    assert [round(each.remaining or 0, 3) for each in found.days[-4:]] == [1, 0.9, 0.9, 0.9]
    assert sum(each.spent or 0 for each in found.days) == pytest.approx(432)


WINDOWS = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 90), st.sampled_from([0.0, 0.25, 1.0])), max_size=5)


@given(st.lists(WINDOWS, max_size=4), WINDOWS)
def test_shares_never_come_to_more_than_was_spent(
    windows: list[list[tuple[int, int, float]]], bad: list[tuple[int, int, float]]
) -> None:
    its = [
        incident(f"INC-20261123-AAAA{number}", *(impact(start, start - length, ratio) for start, length, ratio in each))
        for number, each in enumerate(windows)
    ]
    measured = Measured([(ago(start, start - length), length * ratio * 100) for start, length, ratio in bad])
    for meter in (measured, ImpactMeter(impacts_on("checkout", its, NOW))):
        found = stand(meter, *its)
        together = sum(each.spent for each in found.shares)
        assert together <= found.budget.spent * (1 + 1e-9)
        assert together + found.unexplained == pytest.approx(found.budget.spent)


class Hourly(Measured):
    """Tells nothing of spans that are shorter than an hour."""

    def read(self, asked, now):  # type: ignore[no-untyped-def]
        told = super().read(asked, now)
        usages = [
            each if one.span.length >= timedelta(hours=1) else Usage(0, 0, timedelta())
            for one, each in zip(asked, told.usages, strict=True)
        ]
        return told._replace(usages=usages)


def test_of_coarse_data_an_incident_has_the_part_of_its_time() -> None:
    found = stand(Hourly([(ago(60, 0), 600)]), incident(ONE, impact(45, 15)), taken=(accepted(10, 0),))
    assert [each.spent for each in found.shares] == [300]
    assert [each.spent for each in found.accepted] == [100]


def test_whole_hours_and_days_around_a_span() -> None:
    span = Span(datetime(2026, 11, 12, 10, 8, tzinfo=UTC), datetime(2026, 11, 12, 11, tzinfo=UTC))
    own, hours, days = widened(span)
    assert own == span
    assert hours == Span(datetime(2026, 11, 12, 10, tzinfo=UTC), datetime(2026, 11, 12, 11, tzinfo=UTC))
    assert days == Span(datetime(2026, 11, 12, tzinfo=UTC), datetime(2026, 11, 13, tzinfo=UTC))
