"""Windows: the last so many days, or the running period of a calendar on the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.slos.durations import parse
from revenant.slos.spans import Span
from revenant.slos.window import Window

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia")
LENGTHS = ("90m", "1h", "36h", "1d", "3d", "1w", "2w", "1M", "5M", "1Q", "1Y", "2Y")


def calendar(text: str, start: str, zone: str = "Europe/Berlin") -> Window:
    return Window(length=parse(text), text=text, start=datetime.fromisoformat(start), zone=zone)


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def shown(span: Span, zone: str = "Europe/Berlin") -> list[str]:
    """Both ends as the clock on the wall shows them."""
    return [each.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") for each in span]


def test_a_rolling_window_ends_now() -> None:
    now = at("2026-03-29 12:00")
    assert Window(length=timedelta(days=28), text="4w").span(now) == Span(now - timedelta(days=28), now)


@pytest.mark.parametrize(
    ("text", "start", "now", "expected"),
    [
        ("1M", "2026-01-01 00:00", "2026-11-23 12:00", ["2026-11-01 00:00", "2026-12-01 00:00"]),
        ("1M", "2026-01-01 00:00", "2026-11-01 00:00", ["2026-11-01 00:00", "2026-12-01 00:00"]),
        ("1M", "2026-01-31 00:00", "2026-02-28 00:00", ["2026-02-28 00:00", "2026-03-31 00:00"]),
        ("1M", "2024-01-31 00:00", "2024-02-28 23:59", ["2024-01-31 00:00", "2024-02-29 00:00"]),
        ("1M", "2026-01-15 09:30", "2025-11-20 00:00", ["2025-11-15 09:30", "2025-12-15 09:30"]),
        ("2M", "2026-02-01 00:00", "2026-01-31 23:59", ["2025-12-01 00:00", "2026-02-01 00:00"]),
        ("1Q", "2026-01-01 00:00", "2026-06-30 23:59", ["2026-04-01 00:00", "2026-07-01 00:00"]),
        ("1Y", "2024-02-29 00:00", "2026-02-28 00:00", ["2026-02-28 00:00", "2027-02-28 00:00"]),
        ("1Y", "2024-02-29 00:00", "2028-02-28 12:00", ["2027-02-28 00:00", "2028-02-29 00:00"]),
        ("2w", "2026-01-05 08:00", "2026-04-06 07:59", ["2026-03-30 08:00", "2026-04-13 08:00"]),
        ("1M", "1900-01-01 00:00", "2026-11-23 12:00", ["2026-11-01 00:00", "2026-12-01 00:00"]),
        ("1d", "2999-01-01 06:00", "2026-11-23 12:00", ["2026-11-23 06:00", "2026-11-24 06:00"]),
    ],
)
def test_a_period_of_the_calendar(text: str, start: str, now: str, expected: list[str]) -> None:
    assert shown(calendar(text, start).span(at(now))) == expected


@pytest.mark.parametrize(
    ("now", "hours"), [("2026-03-28 12:00", 24), ("2026-03-29 12:00", 23), ("2026-10-25 12:00", 25)]
)
def test_a_day_is_as_long_as_the_clock_makes_it(now: str, hours: int) -> None:
    assert calendar("1d", "2026-01-01 00:00").span(at(now)).length == timedelta(hours=hours)


def test_a_week_and_a_month_over_the_change_keep_their_hour() -> None:
    assert calendar("1w", "2026-01-05 08:00").span(at("2026-03-28 12:00")).length == timedelta(days=7, hours=-1)
    assert calendar("1M", "2026-01-01 00:00").span(at("2026-10-20 12:00")).length == timedelta(days=31, hours=1)


def test_what_the_clock_skips_begins_when_it_goes_on() -> None:
    span = calendar("1d", "2026-01-01 02:30").span(at("2026-03-29 12:00"))
    assert shown(span) == ["2026-03-29 03:00", "2026-03-30 02:30"]
    assert shown(calendar("1d", "2017-01-01 00:00", "America/Sao_Paulo").span(
        at("2017-10-15 12:00", "America/Sao_Paulo")), "America/Sao_Paulo"
    ) == ["2017-10-15 01:00", "2017-10-16 00:00"]  # fmt: skip


def test_what_the_clock_shows_twice_begins_the_first_time() -> None:
    span = calendar("1d", "2026-01-01 02:30").span(at("2026-10-25 12:00"))
    assert span.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert span.length == timedelta(hours=25)


def test_a_day_that_a_country_never_had_is_left_out() -> None:
    span = calendar("1d", "2011-12-01 00:00", "Pacific/Apia").span(datetime(2011, 12, 30, 12, tzinfo=UTC))
    assert shown(span, "Pacific/Apia") == ["2011-12-31 00:00", "2012-01-01 00:00"]


@pytest.mark.parametrize("text", ["90m", "1h"])
def test_hours_and_minutes_are_as_long_as_always(text: str) -> None:
    window = calendar(text, "2026-01-01 00:30")
    for hour in range(6):
        now = datetime(2026, 10, 24, 22, tzinfo=UTC) + timedelta(hours=hour)
        assert window.span(now).length == parse(text)


@given(
    st.sampled_from(LENGTHS),
    st.sampled_from(ZONES),
    st.datetimes(datetime(1975, 1, 1), datetime(2035, 1, 1)),
    st.datetimes(datetime(1980, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
)
def test_windows_follow_each_other_without_a_gap(text: str, zone: str, start: datetime, now: datetime) -> None:
    window = Window(length=parse(text), text=text, start=start, zone=zone)
    span = window.span(now)
    assert span.start <= now < span.end
    following, moment = window.span(span.end), timedelta(microseconds=1)
    assert following.start == span.end
    assert window.span(span.end - moment) == window.span(span.start) == span
    assert window.span(span.start - moment).end == span.start
