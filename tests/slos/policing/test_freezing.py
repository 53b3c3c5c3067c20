"""Since when a budget is exhausted and when it opens again, found from usages alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from revenant.core.times import format_time
from revenant.render.gate import until_words
from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.standing import standings
from revenant.slos.policing.freezing import Freeze, freeze
from revenant.slos.policing.gate import judge
from revenant.slos.slo import Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Meter
from revenant.slos.window import Window
from tests.slos.promised import NOW, Steady, ago, by_impact, outage, promise

FINE = timedelta(days=30) / 48 / 48


def frozen(slo: Slo, meter: Meter, *adjustments: Adjustment) -> Freeze:
    return freeze(slo, slo.objectives[0], meter, adjustments, NOW)


@given(minutes=st.integers(44, 2000), hours=st.integers(60, 600))
def test_an_outage_exhausts_when_43_2_minutes_are_over_and_opens_when_all_but_those_have_left(
    minutes: int, hours: int
) -> None:
    start = ago(hours=hours)
    found = frozen(promise(), by_impact(outage("A", start, minutes)))
    since, until = start + timedelta(minutes=43.2), start + timedelta(days=30, minutes=minutes - 43.2)
    assert found.since.other is not None
    assert found.since.other < since <= found.since.exhausted <= found.since.other + FINE
    assert found.until.other is not None
    assert found.until.exhausted <= until <= found.until.other <= found.until.exhausted + FINE


def test_of_events_as_much_traffic_is_taken_for_what_is_to_come() -> None:
    """43,200 requests in 30 days, 60 bad of 43.2 allowed; the same traffic goes on, so it opens when 16.8 have left."""
    start = ago(days=10)
    found = frozen(promise(), Steady([Span(start, start + timedelta(minutes=60))]))
    opens = start + timedelta(days=30, minutes=16.8)
    assert found.until.other is not None
    assert found.until.exhausted <= opens <= found.until.other


def test_exhausted_for_all_that_is_looked_at() -> None:
    found = frozen(promise(), by_impact(outage("A", ago(days=90), 60 * 24 * 90)))
    assert found.since.other is None
    assert found.since.exhausted == ago(days=30)


def test_what_was_not_measured_was_not_exhausted() -> None:
    since = ago(days=3)
    found = frozen(promise(), Steady([Span(since, NOW)], since=since.replace(tzinfo=None)))
    assert found.since.other is not None
    assert found.since.other <= since <= found.since.exhausted


def test_accepted_downtime_is_not_in_it() -> None:
    """An hour was forgiven; what came later exhausts it, and is what must leave the window."""
    early, late = ago(days=20), ago(days=5)
    forgiven = Adjustment(
        slo="checkout-availability", from_=early, to=early + timedelta(hours=1), reason="drill", approved_by="ana"
    )
    found = frozen(promise(), by_impact(outage("A", early, 60), outage("B", late, 50)), forgiven)
    assert found.since.exhausted >= late + timedelta(minutes=43.2) >= (found.since.other or NOW)


def test_a_calendar_s_budget_opens_with_its_next_period() -> None:
    window = Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1), zone="Europe/Berlin")
    found = frozen(promise(window=window), by_impact(outage("A", ago(days=2), 60)))
    assert found.until.other == datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_a_calendar_s_budget_of_events_opens_within_its_period_where_traffic_makes_it_grow() -> None:
    """Forty minutes bad of 33,120 since the month began allow no more than 33.1; after 40,000 they are allowed."""
    window = Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1), zone="UTC")
    start, begun = ago(days=2), datetime(2026, 11, 1, tzinfo=UTC)
    slo, meter = promise(window=window), Steady([Span(start, start + timedelta(minutes=40))])
    found = frozen(slo, meter)
    opens, rest = begun + timedelta(minutes=40_000), datetime(2026, 12, 1, tzinfo=UTC) - NOW
    assert found.until.other is not None
    assert found.until.exhausted <= opens <= found.until.other <= found.until.exhausted + rest / 48 / 48 * 1.01
    (judged,) = judge(standings(slo, meter, [], [], NOW), meter, [])
    assert until_words(found, judged) == (
        f"{format_time(found.until.other)} by itself, if nothing more is bad and traffic stays as it was measured; at "
        "the latest 2026-12-01T00:00:00Z, with the next 1M of the calendar, whatever comes until then; sooner by an "
        "adjustment that somebody approves"
    )


def test_where_nothing_is_left_of_a_calendar_s_period_only_its_end_is_certain() -> None:
    window = Window(length=timedelta(days=30), text="1M", start=datetime(2026, 1, 1), zone="UTC")
    slo, start = promise(window=window), ago(days=2)
    for meter in (Steady([Span(start, start + timedelta(hours=5))]), by_impact(outage("A", start, 60))):
        (judged,) = judge(standings(slo, meter, [], [], NOW), meter, [])
        assert until_words(frozen(slo, meter), judged).startswith("2026-12-01T00:00:00Z, with the next 1M of the")
