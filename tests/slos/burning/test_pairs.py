"""When a pair of windows fires, and when it ceases, while the clock moves on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.slos.burning.pairs import burning
from revenant.slos.burning.rates import STANDARD
from revenant.slos.usage import Usage
from tests.slos.outages import DAY, HOUR, MINUTE, T0, THREE_NINES, OutageMeter, slo, standing

MONTH = 30 * DAY
FAST = STANDARD[0]


def firing(meter: OutageMeter, now: datetime) -> list[bool]:
    return [each.fires for each in standing(meter, now).burning]


def test_both_windows_have_to_be_strictly_above() -> None:
    """At 14.4 exactly nothing fires; one bad event more over the long window alone is not enough either."""
    at, above = Usage(144, 10_000, HOUR), Usage(145, 10_000, HOUR)
    found = [
        burning(THREE_NINES, FAST, MONTH, *usages) for usages in ((at, at), (above, at), (at, above), (above, above))
    ]
    assert [each.fires for each in found] == [False, False, False, True]
    assert found[0].factor == 14.4
    assert found[0].slower == 14.4


def test_a_total_outage_minute_by_minute() -> None:
    """Fires in the first minute, goes on for as long as the outage, and the short windows let go one after the other.

    Five minutes after the end the last five were all good; half an hour, two hours and six hours later the others.
    """
    meter = OutageMeter([(T0, T0 + 60 * MINUTE, 1.0)])
    course = {minute: firing(meter, T0 + minute * MINUTE) for minute in range(-5, 500)}
    first = [next(minute for minute, fires in course.items() if fires[place]) for place in range(4)]
    last = [max(minute for minute, fires in course.items() if fires[place]) for place in range(4)]
    assert first == [1, 3, 5, 5]
    assert last == [64, 89, 179, 419]
    for place in range(4):
        assert all(course[minute][place] for minute in range(first[place], last[place] + 1)), "without a break"


@pytest.mark.parametrize("place", range(4))
def test_a_spike_too_short_for_the_long_window_fires_nothing(place: int) -> None:
    """Of each long window a share of time so short that the factor is met, but not exceeded."""
    pair = STANDARD[place]
    just = pair.long * float(pair.factor(MONTH)) * 0.001
    outage = OutageMeter([(T0 - just, T0, 1.0)])
    assert not standing(outage).burning[place].fires
    longer = OutageMeter([(T0 - just - timedelta(seconds=1), T0, 1.0)])
    assert standing(longer).burning[place].fires


@given(st.integers(0, 7200), st.integers(1, 7200), st.floats(0.001, 1), st.integers(0, 7200))
def test_what_fires_is_above_over_both_windows(start: int, lasted: int, share: float, later: int) -> None:
    began = T0 + timedelta(seconds=start)
    meter = OutageMeter([(began, began + timedelta(seconds=lasted), share)])
    for each in standing(meter, T0 + timedelta(seconds=later)).burning:
        assert each.long is not None
        assert each.short is not None
        assert not each.is_unknown
        slower = min(each.long, each.short)
        assert each.slower == slower
        assert slower >= each.factor if each.fires else slower <= each.factor


def test_what_was_not_measured_neither_fires_nor_is_calm() -> None:
    bad, good, nothing = Usage(1, 1, HOUR), Usage(0, 1, HOUR), Usage(0, 0, timedelta())
    found = {
        words: burning(THREE_NINES, FAST, MONTH, *usages)
        for words, usages in {
            "no short": (bad, nothing), "no long": (nothing, bad), "neither": (nothing, nothing),
            "calm before": (good, nothing), "calm now": (nothing, good),
        }.items()
    }  # fmt: skip
    assert not any(each.fires for each in found.values())
    unknown = {words: each.is_unknown for words, each in found.items()}
    assert unknown == {"no short": True, "no long": True, "neither": True, "calm before": False, "calm now": False}
    assert found["no short"].slower is None


def test_how_much_of_a_window_was_measured() -> None:
    """Two minutes of five: the rate is of those two, and that is said."""
    meter = OutageMeter([(T0 - HOUR, T0, 0.5)], until=T0 - 3 * MINUTE)
    fast = standing(meter).burning[0]
    assert fast.over_short.covered == pytest.approx(0.4)
    assert fast.over_long.covered == pytest.approx(0.95)
    assert fast.short == pytest.approx(500)
    assert not fast.over_short.all_bad


def test_the_factor_follows_from_the_window() -> None:
    meter = OutageMeter([])
    assert [standing(meter, of=slo(days=days)).burning[0].factor for days in (7, 28, 30, 90)] == [
        3.36,
        13.44,
        14.4,
        43.2,
    ]
