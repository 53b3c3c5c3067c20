"""From a burn to the severity an incident has at least."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from revenant.core.severity import Severity
from revenant.core.slo_settings import CriticalJourneys
from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.standing import Standing, standings
from revenant.slos.burning.floor import Floor, above, floor_of, gone_in, is_critical, raised, times, worst_floor
from revenant.slos.burning.rates import BurnWindow
from revenant.slos.usage import Asked, Reading, Unit, Usage
from revenant.slos.window import Window
from tests.slos.outages import DAY, HOUR, MINUTE, T0, OutageMeter, burning_at, slo, standing


def severity(found: Standing, *, critical: bool = False, exhaustion: timedelta | None = DAY) -> Severity | None:
    floor = floor_of(found, is_critical=critical, exhaustion=exhaustion)
    return floor.severity if floor else None


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(0.9, None), (1.1, Severity.SEV4), (3.1, Severity.SEV4), (6.1, Severity.SEV3), (14.5, Severity.SEV2)],
)
def test_each_pair_has_its_floor(rate: float, expected: Severity | None) -> None:
    """The table without its first line, at rates that leave the budget more than a day."""
    assert severity(burning_at(rate), exhaustion=None) is expected


def recent(rate: float, *, left_before: float = 1.0) -> Standing:
    """A burn of this rate for the last six hours, after which so much was left in the month before it."""
    spent = (1 - left_before) * 30
    outages = [(T0 - 6 * HOUR, T0, rate * 0.001), (T0 - 29 * DAY, T0 - 4 * DAY, spent / 25 * 0.001)]
    return standing(OutageMeter(outages))


def test_a_budget_that_does_not_last_a_day_is_a_sev1() -> None:
    """At 20 times a whole month lasts 36 hours less what was spent; what is left after a bad month does not."""
    calm, late = recent(20), recent(20, left_before=0.8)
    assert severity(calm) is Severity.SEV2
    assert severity(late) is Severity.SEV1
    floor = floor_of(late, is_critical=False)
    assert floor is not None
    assert floor.why.startswith("what is left of the budget is gone in 22h 48m; burns 20× over 1h")
    assert severity(late, exhaustion=timedelta(hours=12)) is Severity.SEV2
    assert severity(late, exhaustion=None) is Severity.SEV2


def test_what_is_spent_already_and_burns_on_is_a_sev1_where_somebody_is_paged() -> None:
    assert severity(recent(7, left_before=0.02)) is Severity.SEV1
    assert severity(burning_at(4, left=0.01)) is Severity.SEV4, "a ticket stays a ticket"


def test_once_it_has_ceased_an_empty_budget_asks_for_nothing_more() -> None:
    """The half hour still fires, the last five minutes were good: nothing burns now."""
    meter = OutageMeter([(T0 - 3 * HOUR, T0 - 10 * MINUTE, 1.0)])
    assert severity(standing(meter)) is Severity.SEV3
    assert gone_in(standing(meter)) is None


NOVEMBER = Window(length=30 * DAY, text="1M", start=datetime(2026, 1, 1), zone="UTC")


def in_november(now: datetime, rate: float) -> Standing:
    """A calendar month that began on the first, and has burned at this rate for the last hour."""
    return standing(OutageMeter([(now - HOUR, now, rate * 0.001)]), now, structs.replace(slo(), window=NOVEMBER))


def test_early_in_a_month_the_budget_is_that_of_the_events_so_far_as_at_the_gate() -> None:
    """After two hours a burn of 20 for one of them has spent ten times what those hours allow: nothing is left."""
    found = in_november(datetime(2026, 11, 1, 2, tzinfo=UTC), 20)
    assert found.counted.is_exhausted
    assert (gone_in(found), found.exhausted_in) == (None, None)
    floor = floor_of(found, is_critical=False)
    assert floor is not None
    assert (floor.severity, floor.why[:35]) == (Severity.SEV1, "the budget is spent, and burns on a")


@pytest.mark.parametrize("minutes", [10, 30, 47])
def test_in_a_month_a_burn_that_goes_on_exhausts_the_budget_when_it_was_said(minutes: int) -> None:
    """Of 99 %, ninety minutes into a month, after an hour at the rate that leaves so many minutes."""
    now = datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
    meter = OutageMeter([(now - HOUR, now + HOUR, 0.01 * (90 + minutes) / (60 + minutes))])
    of = structs.replace(slo(0.99), window=NOVEMBER)
    found, second = standing(meter, now, of), timedelta(seconds=1)
    gone = gone_in(found)
    assert gone is not None
    assert abs(gone - minutes * MINUTE) < second
    assert found.exhausted_in == gone
    assert not standing(meter, now + gone - second, of).counted.is_exhausted
    assert standing(meter, now + gone + second, of).counted.is_exhausted


def test_in_a_month_a_burn_of_1_and_less_never_exhausts_what_grows_as_fast() -> None:
    assert gone_in(in_november(datetime(2026, 11, 20, 20, tzinfo=UTC), 1)) is None
    assert gone_in(in_november(datetime(2026, 11, 20, 20, tzinfo=UTC), 0.5)) is None


def test_what_outlasts_the_month_is_not_gone() -> None:
    assert gone_in(in_november(datetime(2026, 11, 30, 20, tzinfo=UTC), 20)) is None
    assert gone_in(in_november(datetime(2026, 11, 20, 20, tzinfo=UTC), 20)) is not None


def test_a_total_outage_of_a_critical_journey() -> None:
    """Nothing good for five minutes, where a page fires; of a budget this large it leaves more than a day."""
    of = slo(target=0.95, days=90)
    pair = BurnWindow(HOUR, 5 * MINUTE, Fraction("0.002"), Severity.SEV2, pages=True)
    total = standing(OutageMeter([(T0 - 20 * MINUTE, T0, 1.0)]), of=of, burns=[pair])
    partly = standing(OutageMeter([(T0 - 20 * MINUTE, T0, 0.99)]), of=of, burns=[pair])
    assert severity(total, critical=True) is Severity.SEV1
    assert severity(total) is Severity.SEV2
    assert severity(partly, critical=True) is Severity.SEV2
    floor = floor_of(total, is_critical=True)
    assert floor is not None
    assert floor.why.startswith("nothing was good over the last 5m, on a critical journey; burns 6.67× over 1h")


class QuietNight:
    """Two hundred requests an hour, all good, but none in the last five minutes apart from one that failed."""

    unit = Unit.EVENTS
    source = "a test"

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        return Reading([self._usage(each.span.length) for each in asked], [], now)

    def _usage(self, length: timedelta) -> Usage:
        before = max(length - 5 * MINUTE, timedelta()) / HOUR * 200
        return Usage(1, 1 + before, length)


def test_one_bad_request_at_night_is_no_outage() -> None:
    """All of the last five minutes were bad, but over the hour it was little: nothing pages."""
    (found,) = standings(slo(), QuietNight(), [], [], T0)
    assert found.burning[0].over_short.all_bad
    assert severity(found, critical=True) is None


def test_which_journeys_are_critical() -> None:
    journeys = CriticalJourneys(tiers=(1,), slos=["search-*"])
    assert is_critical(slo(), 1, journeys)
    assert not is_critical(slo(), 2, journeys)
    assert not is_critical(slo(), None, journeys)
    assert is_critical(slo(name="search-latency"), None, journeys)
    assert not is_critical(slo(), 1, CriticalJourneys(tiers=()))


def test_what_was_accepted_counts_as_left() -> None:
    agreed = Adjustment(slo="checkout-availability", from_=T0 - 3 * DAY, to=T0 - 2 * DAY, reason="r", approved_by="a")
    meter = OutageMeter([(T0 - 3 * DAY, T0 - 2 * DAY, 0.5), (T0 - HOUR, T0, 0.02)])
    (found,) = standings(slo(), meter, [], [agreed], T0)
    assert severity(found) is Severity.SEV2, "36 hours of what is left without the accepted day"
    (bare,) = standings(slo(), meter, [], [], T0)
    assert severity(bare) is Severity.SEV1


def test_a_table_of_ones_own() -> None:
    own = BurnWindow(2 * HOUR, 10 * MINUTE, Fraction(1, 100), Severity.SEV1, pages=False)
    found = standing(OutageMeter([(T0 - 2 * HOUR, T0, 0.01)]), burns=[own])
    assert severity(found) is Severity.SEV1


SEVERITIES = st.none() | st.sampled_from(list(Severity))


@given(SEVERITIES, st.sampled_from(list(Severity)))
def test_a_floor_only_raises(given: Severity | None, floor: Severity) -> None:
    found = raised(given, Floor(floor, "", "", ""))
    assert found is not None
    assert found <= floor
    assert given is None or found <= given
    assert found in (given, floor)
    assert raised(given, None) is given


def test_the_worst_of_several_floors() -> None:
    mild, bad, alike = (
        Floor(each, why, "", "") for each, why in ((Severity.SEV4, "a"), (Severity.SEV2, "b"), (Severity.SEV2, "c"))
    )
    assert worst_floor([mild, None, bad, alike]) == bad
    assert worst_floor([None]) is None


@pytest.mark.parametrize(
    ("rate", "words"),
    [(14.4, "14.4×"), (13.44, "13.44×"), (0.93333, "0.933×"), (1000, "1000×"), (3, "3×"), (0, "0×"), (None, "–")],
)
def test_how_rates_read(rate: float | None, words: str) -> None:
    assert times(rate) == words


@given(st.floats(0, 40), st.floats(0, 40), st.booleans())
def test_more_burn_is_never_less_severe(one: float, other: float, critical: bool) -> None:
    low, high = sorted((one, other))
    found = [severity(recent(rate), critical=critical) or Severity.SEV4 for rate in (low, high)]
    assert found[1] <= found[0]


@pytest.mark.parametrize(
    ("rate", "factor", "said"),
    [
        (1.003, 1, "1.003×"),
        (14.4000001, 14.4, "14.4000001×"),
        (100.2, 100, "100.2×"),
        (0.93342, 0.9333, "0.9334×"),
        (1, 1, "1×"),
        (0.999, 1, "0.999×"),
        (20, 1, "20×"),
        (None, 1, "–"),
    ],
)
def test_a_rate_above_the_factor_does_not_read_as_if_it_were_the_same(
    rate: float | None, factor: float, said: str
) -> None:
    assert above(rate, factor) == said
