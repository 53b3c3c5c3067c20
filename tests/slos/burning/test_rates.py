"""Burn rates and factors, held to the figures that others have published."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.severity import Severity
from revenant.core.slo_settings import BurnPair, SloSettings
from revenant.slos.budgeting.budget import budget
from revenant.slos.burning.rates import (
    STANDARD,
    BurnWindow,
    burn_windows,
    exact_rate,
    exhausted_in,
    fitting,
    most_possible,
)
from revenant.slos.slo import Objective
from revenant.slos.spans import Span
from revenant.slos.usage import Unit, Usage
from tests.slos.outages import DAY, HOUR, MINUTE, T0, THREE_NINES, OutageMeter, slo, standing

MONTH = 30 * DAY


def pair(long: timedelta, short: timedelta, share: Fraction) -> BurnWindow:
    return BurnWindow(long, short, share, Severity.SEV2, pages=True)


@pytest.mark.parametrize(
    ("bad", "rate", "lasts"),
    [(1, 1, 30 * DAY), (2, 2, 15 * DAY), (10, 10, 3 * DAY), (1000, 1000, timedelta(minutes=43.2))],
)
def test_burn_rates_of_a_month_at_three_nines(bad: int, rate: int, lasts: timedelta) -> None:
    """Workbook, table 5-4: a tenth of a percent of errors up to all of them; 43 minutes, said exactly."""
    assert exact_rate(THREE_NINES, Usage(bad, 1000, HOUR)) == rate
    assert exhausted_in(1, rate, MONTH) == lasts


def test_five_percent_in_an_hour() -> None:
    assert pair(HOUR, 5 * MINUTE, Fraction(5, 100)).factor(MONTH) == 36


def test_thirty_five_times_as_fast_lasts_twenty_hours_and_a_half() -> None:
    lasts = exhausted_in(1, 35, MONTH)
    assert lasts is not None
    assert round(lasts / HOUR, 2) == 20.57


@pytest.mark.parametrize(("lasted", "percent"), [(5 * MINUTE, 11.57), (HOUR, 138.89)])
def test_what_a_total_outage_costs(lasted: timedelta, percent: float) -> None:
    """Five minutes about 12 % of the month's budget, an hour about 140 %."""
    seconds = lasted.total_seconds()
    spent = budget(THREE_NINES, Usage(seconds, seconds, lasted), Unit.SECONDS, Span(T0 - MONTH, T0)).spent_share
    assert spent is not None
    assert round(100 * spent, 2) == percent


@pytest.mark.parametrize(("long", "seconds"), [(36 * HOUR, 129.6), (10 * MINUTE, 0.6)])
def test_how_soon_a_total_outage_is_above_the_allowed_rate(long: timedelta, seconds: float) -> None:
    """2 m 10 s for a window of 36 hours, 0.6 s for ten minutes; at that very moment it is equal, and not above."""
    alert = pair(long, long, Fraction(long // timedelta(seconds=1), MONTH // timedelta(seconds=1)))
    assert alert.factor(MONTH) == 1
    meter = OutageMeter([(T0, T0 + DAY, 1.0)])
    then = T0 + timedelta(seconds=seconds)
    (equal,) = standing(meter, then, burns=[alert]).burning
    (above,) = standing(meter, then + timedelta(milliseconds=100), burns=[alert]).burning
    assert (equal.long, equal.fires, above.fires) == (1.0, False, True)


def test_the_standard_windows_over_thirty_days() -> None:
    """Workbook, tables 5-6 and 5-8, and the rule of a day with two hours."""
    found = [(each.long, each.short, float(each.factor(MONTH)), each.share, each.pages) for each in STANDARD]
    assert found == [
        (HOUR, 5 * MINUTE, 14.4, Fraction(2, 100), True),
        (6 * HOUR, 30 * MINUTE, 6, Fraction(5, 100), True),
        (DAY, 2 * HOUR, 3, Fraction(10, 100), False),
        (3 * DAY, 6 * HOUR, 1, Fraction(10, 100), False),
    ]


def test_factors_of_four_weeks_as_sloth_has_them() -> None:
    assert [round(float(each.factor(28 * DAY)), 3) for each in STANDARD] == [13.44, 5.6, 2.8, 0.933]


def test_factors_of_a_week_as_in_a_file_of_sloth() -> None:
    percents = {HOUR: 8, 6 * HOUR: 12.5, DAY: 20, 3 * DAY: 42}
    settings = SloSettings(
        burn=[
            BurnPair(long=f"{long // HOUR}h", short="5m", percent=percent, floor=Severity.SEV3)
            for long, percent in percents.items()
        ]
    )
    factors = [each.factor(7 * DAY) for each in burn_windows(settings)]
    assert factors == [Fraction("13.44"), Fraction("3.5"), Fraction("1.4"), Fraction("0.98")]


def test_windows_and_factors_of_four_weeks_as_pyrra_has_them() -> None:
    """14, 7, 2 and 1 over 1 h, 6 h, 1 d and 4 d, from the shares of the budget that they stand for."""
    shares = {HOUR: Fraction(1, 48), 6 * HOUR: Fraction(1, 16), DAY: Fraction(1, 14), 4 * DAY: Fraction(1, 7)}
    assert [pair(long, MINUTE, share).factor(28 * DAY) for long, share in shares.items()] == [14, 7, 2, 1]


@pytest.mark.parametrize(("sli", "goal", "burn"), [(0.995, 0.999, 5.0), (0.999, 0.999, 1.0), (0.98765, 0.99, 1.2)])
def test_burn_as_slo_generator_rounds_it(sli: float, goal: float, burn: float) -> None:
    """What was used of the budget, of what there is, to one place."""
    good = round(sli * 100_000)
    rate = exact_rate(Objective(name="", target=goal), Usage(100_000 - good, 100_000, HOUR))
    assert rate is not None
    assert round(float(rate), 1) == burn


def test_what_can_be_reached() -> None:
    """At 90 % a total outage burns ten times as fast, so 14.4 is never reached; it takes more than 93.06 %."""
    assert most_possible(Objective(name="", target=0.9)) == 10
    most = [most_possible(Objective(name="", target=target)) for target in (0.9305, 0.9306)]
    assert [each is not None and each > Fraction("14.4") for each in most] == [False, True]
    an_hour = budget(Objective(name="", target=0.9), Usage(3600, 3600, HOUR), Unit.SECONDS, Span(T0 - MONTH, T0))
    assert an_hour.spent_share is not None
    assert round(100 * an_hour.spent_share, 1) == 1.4


def test_equal_is_not_above() -> None:
    """144 of 10,000 at three nines are 14.4 exactly; with floats they would be a little more or less."""
    alert = STANDARD[0]
    found = [
        exact_rate(THREE_NINES, Usage(bad, 10_000, HOUR)) == alert.factor(MONTH) for bad in (143, 144, 145)
    ]  # fmt: skip
    assert found == [False, True, False]


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from([0.9, 0.95, 0.99, 0.995, 0.999, 0.9999]))
def test_a_rate_is_never_off_by_rounding(bad: int, good: int, target: float) -> None:
    rate = exact_rate(Objective(name="", target=target), Usage(bad, bad + good, HOUR))
    assert rate == Fraction(bad, bad + good) / (1 - Fraction(str(target)))


def test_nothing_measured_is_no_rate() -> None:
    assert exact_rate(THREE_NINES, Usage(0, 0, timedelta())) is None
    assert exhausted_in(0.5, 0, MONTH) is None
    assert exhausted_in(-0.1, 5, MONTH) is None
    assert exhausted_in(0.5, 1, MONTH, grows=True) is None


def test_a_budget_that_grows_is_eaten_by_what_burns_above_1() -> None:
    assert exhausted_in(0.5, 3, timedelta(hours=8), grows=True) == timedelta(hours=2)


def test_windows_of_settings_replace_the_standard() -> None:
    assert burn_windows(SloSettings()) == STANDARD
    own = BurnPair(long="2h", short="10m", percent=2.5, floor=Severity.SEV1, page=True)
    expected = (BurnWindow(2 * HOUR, 10 * MINUTE, Fraction(1, 40), Severity.SEV1, pages=True),)
    assert burn_windows(SloSettings(burn=[own])) == expected


def test_a_window_lasts_as_long_as_it_says() -> None:
    assert slo(days=28).window.length == 28 * DAY


def test_a_pair_longer_than_the_window_of_a_budget_is_not_asked() -> None:
    assert fitting(STANDARD, DAY) == list(STANDARD[:3])
    assert fitting(STANDARD, 30 * MINUTE) == []
    assert len(standing(OutageMeter([]), of=slo(days=1)).burning) == 3
