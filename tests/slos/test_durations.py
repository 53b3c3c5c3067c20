"""OpenSLO's short durations."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.durations import parse, taken_apart, written


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("10m", timedelta(minutes=10)),
        ("5h", timedelta(hours=5)),
        ("2d", timedelta(days=2)),
        ("1w", timedelta(days=7)),
        ("3M", timedelta(days=90)),
        ("1Q", timedelta(days=90)),
        ("1Y", timedelta(days=365)),
        ("04w", timedelta(days=28)),
    ],
)
def test_a_letter_says_the_unit_and_capitals_count(text: str, length: timedelta) -> None:
    assert parse(text) == length


@pytest.mark.parametrize(
    "text", ["", "invalid", "0w", "-1m", "1", "m", "1 m", "1x", "1mm", "1.5h", "1m\n", "+1m", "١m"]
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration such as 5m"):
        parse(text)


def test_months_and_days_of_the_calendar() -> None:
    assert [taken_apart(text).months for text in ("2M", "1Q", "1Y", "4w")] == [2, 3, 12, 0]
    assert [taken_apart(text).days for text in ("2d", "4w", "1M", "1h")] == [2, 28, 0, 0]


def test_lengths_are_written_in_the_largest_whole_unit() -> None:
    lengths = [timedelta(days=28), timedelta(hours=36), timedelta(minutes=90), timedelta(seconds=90), timedelta()]
    assert [written(length) for length in lengths] == ["28d", "36h", "90m", "90s", "0s"]
