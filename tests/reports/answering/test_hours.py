"""Nights and weekends by the clock on the wall, through changes of the clock and in people's own zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from revenant.core.settings import Person, ReportSettings, Settings
from revenant.errors import UnknownZoneError
from revenant.reports.answering.hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")


def hours(night: str = "22:00-07:00", weekend: list[str] | None = None, *people: Person) -> Hours:
    reports = ReportSettings(night=night, weekend=weekend or [])  # type: ignore[arg-type]
    return Hours(Settings(schema="revenant/workspace@1", people=list(people), reports=reports), BERLIN)


def local(text: str, here: Hours, who: str = "") -> datetime:
    return here.local(datetime.fromisoformat(text).replace(tzinfo=UTC), who)


@pytest.mark.parametrize(
    ("time", "began"),
    [
        ("2026-11-23T20:59", None),
        ("2026-11-23T21:00", date(2026, 11, 23)),
        ("2026-11-23T23:30", date(2026, 11, 23)),
        ("2026-11-24T05:59", date(2026, 11, 23)),
        ("2026-11-24T06:00", None),
    ],
)
def test_a_night_belongs_to_the_evening_on_which_it_began(time: str, began: date | None) -> None:
    assert hours().night_of(local(time, hours())) == began


def test_a_night_after_midnight_belongs_to_its_own_day() -> None:
    here = hours("00:00-06:00")
    assert here.night_of(local("2026-11-23T23:30", here)) == date(2026, 11, 24)
    assert here.night_of(local("2026-11-23T22:30", here)) is None


def test_the_clock_on_the_wall_decides_when_it_changes() -> None:
    here = hours()
    assert here.night_of(local("2026-03-28T06:30", here)) is None, "07:30 in winter"
    assert here.night_of(local("2026-03-29T04:59", here)) == date(2026, 3, 28), "06:59 in summer"
    assert here.night_of(local("2026-03-29T05:00", here)) is None


def test_people_sleep_where_they_are() -> None:
    here = hours("22:00-07:00", None, Person(email="chi@example.com", timezone="America/New_York"))
    assert here.several
    assert here.night_of(local("2026-11-23T03:00", here, "chi@example.com")) == date(2026, 11, 22)
    assert here.night_of(local("2026-11-23T12:00", here, "chi@example.com")) is None
    assert local("2026-11-23T12:00", here, "chi@example.com").hour == 7
    assert local("2026-11-23T12:00", here, "ben@example.com").hour == 13


def test_the_weekend_can_be_set() -> None:
    friday = local("2026-11-20T12:00", hours())
    assert not hours().is_weekend(friday)
    assert hours(weekend=["fri", "sat"]).is_weekend(friday)
    assert hours().is_weekend(local("2026-11-20T23:30", hours())), "it is Saturday in Berlin"


def test_a_zone_that_is_none_is_named() -> None:
    with pytest.raises(UnknownZoneError, match="Mars"):
        hours("22:00-07:00", None, Person(email="a@example.com", timezone="Mars/Olympus"))
