"""Times and durations: what is written is read back the same, and nothing is guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.times import format_duration, format_time, parse_duration, parse_time
from revenant.errors import InvalidDurationError, InvalidTimeError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES)


@given(TIMES)
def test_a_written_time_is_read_back_to_the_second(time: datetime) -> None:
    assert parse_time(format_time(time), NOW) == time.astimezone(UTC).replace(microsecond=0)


@given(TIMES)
def test_a_written_time_has_one_shape(time: datetime) -> None:
    written = format_time(time)
    assert (len(written), written[4], written[10], written[-1]) == (20, "-", "T", "Z")


@given(TIMES)
def test_any_offset_means_the_same_instant(time: datetime) -> None:
    assert parse_time(time.isoformat(), NOW) == time.astimezone(UTC).replace(microsecond=0)


@given(st.integers(0, 10**9), st.sampled_from(["s", " sec", "m", " min", "h", "d", " days", "w"]))
def test_ago_is_now_minus_the_duration(number: int, unit: str) -> None:
    text = f"{number}{unit}"
    try:
        expected = NOW - parse_duration(text)
    except (OverflowError, InvalidDurationError):
        with pytest.raises(InvalidTimeError):
            parse_time(f"{text} ago", NOW)
    else:
        assert parse_time(f"{text} ago", NOW) == expected


@given(st.integers(0, 50), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_parts_of_a_duration_add_up(days: int, hours: int, minutes: int, seconds: int) -> None:
    expected = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert parse_duration(f"{days}d{hours}h {minutes} min, {seconds} seconds") == expected


@given(st.integers(0, 10**8))
def test_a_written_duration_is_read_back_within_its_smaller_unit(seconds: int) -> None:
    read = parse_duration(format_duration(timedelta(seconds=seconds)))
    lost = seconds - read.total_seconds()
    assert 0 <= lost < (3600 if seconds >= 86400 else 60 if seconds >= 3600 else 1)


@given(st.integers(1, 10**8))
def test_a_negative_duration_carries_a_minus(seconds: int) -> None:
    assert format_duration(timedelta(seconds=-seconds)) == f"-{format_duration(timedelta(seconds=seconds))}"


@given(st.text(max_size=12))
def test_other_text_is_refused_and_never_crashes(text: str) -> None:
    with suppress(InvalidDurationError):
        assert parse_duration(text) >= timedelta(0)
    with suppress(InvalidTimeError):
        assert parse_time(text, NOW).tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["", "5", "m", "-5m", "5 m x", "1h-30m", "5 minutes ago", "1e3s", "999999999w 999999999w", "٣ apples"]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(InvalidDurationError):
        parse_duration(text)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-11-23T10:15", "2026-02-30", "10:15", "5 min", " ago", "-5 min ago", "2026-11-23T25:00Z",
     "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-14:00", "20261123", "2026-W01-1", "99999999d ago"],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(InvalidTimeError):
        parse_time(text, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", NOW),
        ("20 min ago", datetime(2026, 11, 23, 11, 40, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23 11:15:00+01:00", datetime(2026, 11, 23, 10, 15, tzinfo=UTC)),
        ("2026-11-23t10:15z", datetime(2026, 11, 23, 10, 15, tzinfo=UTC)),
        ("2026-11-23T10:15:00.999Z", datetime(2026, 11, 23, 10, 15, tzinfo=UTC)),
    ],
)
def test_what_a_time_may_look_like(text: str, expected: datetime) -> None:
    assert parse_time(text, NOW) == expected
