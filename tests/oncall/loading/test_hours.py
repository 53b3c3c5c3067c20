"""Hours by the clock on the wall: days of 23 and 25 hours, nights, weekends, holidays; windows add up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from revenant.oncall.layer import Layer
from revenant.oncall.loading.hours import Clock, Worked, night_of, worked
from revenant.oncall.loading.shifts import Shift, clipped, shifts
from revenant.oncall.rotation import Rotation, Unit
from revenant.oncall.schedule import Schedule

BERLIN = ZoneInfo("Europe/Berlin")
CLOCK = Clock(BERLIN, night_of("22:00-07:00"), {5, 6})
BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
SCHEDULE = Schedule(
    name="s",
    zone=BERLIN,
    layers=[
        Layer(
            name="l",
            rotation=Rotation(datetime(2026, 1, 5, 9), 1, Unit.WEEK, BERLIN),
            members=(("ana",), ("ben",)),
            since=BEGIN,
        )
    ],
)


def took(start: datetime, end: datetime, holidays: dict[date, str] | None = None) -> Worked:
    shift = Shift("s", "ana", start.astimezone(UTC), end.astimezone(UTC))
    return worked(shift, CLOCK, BERLIN, lambda _: holidays or {})


def hours(span: timedelta) -> float:
    return span / timedelta(hours=1)


def test_the_day_on_which_the_clock_is_set_back_has_25_hours() -> None:
    found = took(datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 26, tzinfo=BERLIN))
    assert [hours(each) for each in (found.length, found.weekend, found.night)] == [25, 25, 10]


def test_the_night_in_which_the_clock_is_set_forward_has_8_hours() -> None:
    found = took(datetime(2026, 3, 28, 22, tzinfo=BERLIN), datetime(2026, 3, 29, 7, tzinfo=BERLIN))
    assert hours(found.length) == hours(found.night) == 8
    assert found.nights == {date(2026, 3, 28)}


def test_a_week_has_63_hours_of_night_and_one_weekend() -> None:
    found = took(datetime(2026, 11, 2, 9, tzinfo=BERLIN), datetime(2026, 11, 9, 9, tzinfo=BERLIN))
    assert [hours(each) for each in (found.length, found.night, found.weekend)] == [168, 63, 48]
    assert (len(found.nights), set(found.weekends)) == (7, {date(2026, 11, 7)})


def test_a_holiday_counts_by_the_schedules_clock() -> None:
    day = date(2026, 10, 3)
    found = took(
        datetime(2026, 10, 2, 18, tzinfo=BERLIN), datetime(2026, 10, 3, 6, tzinfo=BERLIN), {day: "German Unity Day"}
    )
    assert (hours(found.holiday), found.days_off) == (6, {day: "German Unity Day"})


@given(st.integers(0, 24 * 300), st.integers(1, 24 * 60), st.floats(0, 1))
def test_windows_sum_to_the_calendar(first: int, length: int, share: float) -> None:
    start = BEGIN + timedelta(hours=first)
    end = start + timedelta(hours=length)
    middle = start + timedelta(hours=round(length * share))
    whole, *parts = (
        sum((each.span.length for each in clipped(shifts(SCHEDULE, *span), *span)), timedelta())
        for span in ((start, end), (start, middle), (middle, end))
    )
    assert whole == sum(parts, timedelta()) == end - start


@given(st.integers(24 * 70, 24 * 300), st.integers(1, 24 * 60))
def test_a_shift_is_the_same_in_every_window(first: int, length: int) -> None:
    start = BEGIN + timedelta(hours=first)
    end = start + timedelta(hours=length)
    year = set(shifts(SCHEDULE, BEGIN, BEGIN + timedelta(days=400)))
    assert set(shifts(SCHEDULE, start, end)) <= year


def test_somebody_who_is_always_on_call_has_a_shift_a_month() -> None:
    layer = Layer(name="l", rotation=SCHEDULE.layers[0].rotation, members=(("ana",),), since=BEGIN)
    alone = Schedule(name="s", zone=BERLIN, layers=[layer])
    found = shifts(alone, datetime(2026, 5, 10, tzinfo=UTC), datetime(2026, 5, 11, tzinfo=UTC))
    assert [(each.start.astimezone(BERLIN), each.end.astimezone(BERLIN)) for each in found] == [
        (datetime(2026, 5, 1, tzinfo=BERLIN), datetime(2026, 6, 1, tzinfo=BERLIN))
    ]
