"""What recurs is told with its number and spread; twice is not recurring, and neither is what all have."""

from __future__ import annotations

from datetime import datetime, timedelta

from revenant.postmortems.learning.recurring import in_order, recurring, weeks_of
from revenant.postmortems.learning.traits import Basis, Trait
from tests.postmortems.learning.making import FIRST

ALERT = Trait(Basis.KEY, "alert", "Errors")


def times(*days: int) -> list[datetime]:
    return [FIRST + timedelta(days=day) for day in days]


def test_the_spread_is_calendar_weeks_first_and_last() -> None:
    found = recurring(ALERT, times(0, 1, 8, 30), 100)
    assert found
    assert found.words == "alert Errors: 4 incidents before this one, in 3 weeks from 2026-01-05 to 2026-02-04"
    assert weeks_of(times(6, 7)) == 2


def test_one_earlier_is_no_pattern_and_what_most_have_is_none() -> None:
    assert recurring(ALERT, times(0), 100) is None
    assert recurring(ALERT, times(*range(60)), 100) is None
    assert recurring(ALERT, times(0, 1), 2) is not None  # of few incidents nothing is common


def test_an_alert_gives_way_to_the_same_on_one_service() -> None:
    narrow, tag = Trait(Basis.KEY, "alert", "Errors", "db"), Trait(Basis.PLACE, "tag", "dns")
    found = [recurring(each, times(0, 1), 100) for each in (tag, ALERT, narrow)]
    assert [each.trait for each in in_order(filter(None, found))] == [narrow, tag]
