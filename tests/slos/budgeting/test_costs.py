"""What incidents took of budgets: of the right window, each moment once, accepted downtime left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.costs import Account, Cost, Group, Period
from revenant.slos.budgeting.impacts import Impact
from revenant.slos.budgeting.quarters import quarters
from revenant.slos.policing.duties import Duty, State, Written, duties
from revenant.slos.policing.reasons import why
from revenant.slos.spans import Span
from revenant.slos.window import Window
from tests.slos.promised import NOW, Steady, ago, by_impact, outage, promise

MONTH = Period("30d", Span(ago(days=30), NOW))


def account(*impacts: Impact, adjustments: tuple[Adjustment, ...] = (), target: float = 0.999) -> Account:
    return Account(promise(target=target), by_impact(*impacts), impacts, adjustments)


def asked(of: Account, *names: str) -> Cost:
    (cost,) = of.costs([Group("asked", frozenset(names), MONTH)], NOW)
    return cost


def alone(of: Account) -> dict[str, Cost]:
    return {cost.group.name: cost for cost in of.costs(of.windows(NOW), NOW)}


def test_an_hour_of_a_total_outage_is_139_percent_of_30_days_of_99_9() -> None:
    """Site Reliability Workbook, ch. 5: "about 140 %"."""
    assert asked(account(outage("A", ago(days=2), 60)), "A").share == pytest.approx(1.389, abs=0.0005)


def test_five_minutes_of_it_are_11_57_percent() -> None:
    assert asked(account(outage("A", ago(days=2), 5)), "A").share == pytest.approx(0.1157, abs=0.00005)


def test_of_two_at_once_each_has_its_part_and_the_class_has_all_of_it_once() -> None:
    start = ago(days=2)
    of = account(outage("A", start, 30, 0.6), outage("B", start, 30, 0.2))
    each = [asked(of, name).budget.spent for name in "AB"]
    assert each == pytest.approx([0.6 * 1800 * 0.75, 0.6 * 1800 * 0.25])
    assert asked(of, "A", "B").budget.spent == pytest.approx(0.6 * 1800)


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 500), st.floats(0.01, 1)), min_size=1, max_size=6),
)
def test_all_together_never_cost_more_than_was_spent(windows: list[tuple[int, int, float]]) -> None:
    impacts = [
        outage(f"INC-{number}", ago(days=20) + timedelta(minutes=start), minutes, ratio)
        for number, (start, minutes, ratio) in enumerate(windows)
    ]
    of = account(*impacts)
    names = {each.incident for each in impacts}
    (whole,) = of.costs([Group("", frozenset(), MONTH)], NOW)
    together = asked(of, *names).budget.spent
    assert together == pytest.approx(whole.budget.spent)
    assert sum(asked(of, name).budget.spent for name in names) == pytest.approx(together)


def test_an_incident_is_held_against_the_window_in_which_its_impact_ended() -> None:
    """Sixty days ago it took 30 of 43.2 minutes; that the window has moved on forgives nothing."""
    of = account(outage("A", ago(days=60), 30), outage("B", ago(days=1), 4.32))
    found = alone(of)
    assert found["A"].share == pytest.approx(30 / 43.2)
    assert found["A"].group.period.span.end == ago(days=60) + timedelta(minutes=30)
    assert found["B"].share == pytest.approx(0.1)


def test_one_that_goes_over_the_end_of_a_calendar_s_period_is_asked_of_both() -> None:
    window = Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1), zone="UTC")
    impact = outage("A", datetime(2026, 10, 31, 23, 50, tzinfo=UTC), 40)
    of = Account(promise(window=window), by_impact(impact), [impact])
    october, november = of.costs(of.windows(NOW), NOW)
    assert (october.budget.spent, november.budget.spent) == (600.0, 1800.0)
    assert october.share == pytest.approx(600 / (31 * 86.4))


def test_accepted_downtime_is_nobody_s_cost() -> None:
    start = ago(days=3)
    forgiven = Adjustment(
        slo="checkout-availability", from_=start, to=start + timedelta(minutes=20), reason="move", approved_by="ana"
    )
    of = account(outage("A", start, 30), adjustments=(forgiven,))
    assert asked(of, "A").budget.spent == 600.0
    assert of.costs([Group("", frozenset(), MONTH)], NOW)[0].budget.spent == 600.0


def test_what_was_not_measured_has_no_share() -> None:
    impact = outage("A", ago(days=20), 30)
    of = Account(promise(), Steady([impact.span], since=ago(days=10).replace(tzinfo=None)), [impact])
    cost = asked(of, "A")
    assert (cost.share, cost.measured) == (None, timedelta())
    assert cost.coverage == pytest.approx(1 / 3)


def test_of_events_it_is_the_bad_ones_in_its_time_of_those_of_the_window() -> None:
    impact = outage("A", ago(days=1), 9)
    of = Account(promise(), Steady([impact.span], since=ago(days=40).replace(tzinfo=None)), [impact])
    cost = alone(of)["A"]
    assert (cost.budget.spent, float(cost.budget.allowed)) == (9.0, 43.2)


def test_a_fifth_exactly_owes_nothing() -> None:
    """8.64 of 43.2 minutes are 20 %; a second more is more."""
    for minutes, owed in ((8.64, 0), (8.66, 1)):
        costs = list(alone(account(outage("A", ago(days=2), minutes))).values())
        assert len(duties(costs, 0.2, lambda _: Written())) == owed


def test_the_most_costly_first_and_the_worst_of_periods_counts() -> None:
    of = account(outage("A", ago(days=2), 10), outage("B", ago(days=9), 30))
    early, late = Period("early", Span(ago(days=14), ago(days=5))), Period("late", Span(ago(days=5), NOW))
    groups = [Group("both", frozenset("AB"), early), Group("both", frozenset("AB"), late), *of.windows(NOW)]
    found = duties(of.costs(groups, NOW), 0.2, lambda _: Written())
    assert [(each.cost.group.name, each.cost.group.period.name) for each in found] == [
        ("both", "early"),
        ("B", "30d"),
        ("A", "30d"),
    ]


@pytest.mark.parametrize(
    ("written", "state", "lacks"),
    [
        (Written(), State.LACKING, (True, True)),
        (Written(is_over=False), State.PENDING, (True, True)),
        (Written(("a.md",)), State.LACKING, (False, True)),
        (Written(("a.md",), is_over=False), State.PENDING, (False, True)),
        (Written(("a.md",), ("A1",)), State.DONE, (False, False)),
    ],
)
def test_what_is_lacking_after_an_incident(written: Written, state: State, lacks: tuple[bool, bool]) -> None:
    duty = Duty(alone(account(outage("A", ago(days=2), 30)))["A"], 0.2, written)
    assert (duty.state, (duty.lacks_postmortem, duty.lacks_action)) == (state, lacks)


def test_a_class_needs_a_plan_alone_and_waits_for_nobody() -> None:
    cost = asked(account(outage("A", ago(days=2), 30)), "A", "B")
    assert Duty(cost, 0.2, Written(is_over=False)).state is State.LACKING
    assert Duty(cost, 0.2, Written((), ("A1",))).state is State.DONE


def test_the_reason_has_the_figures_in_words() -> None:
    duty = Duty(alone(account(outage("A", ago(days=2), 30)))["A"], 0.2, Written())
    assert why(duty) == (
        "30m 00s of 43m 12s allowed (69.4 %) of checkout-availability, 99.9 % "
        "in the 30d to 2026-11-21, more than 20.0 %"
    )


def test_quarters_are_those_of_the_clock_on_the_wall() -> None:
    last, running = quarters(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    assert (last.name, running.name) == ("2026-Q4", "2027-Q1")
    assert running.span.start == last.span.end == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert last.span.start == datetime(2026, 9, 30, 22, tzinfo=UTC)
