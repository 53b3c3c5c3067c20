"""Situations that other schedulers define and test, with the answers they give.

GoAlert (rotation, rule, override and temporary-schedule tests), PagerDuty (layers and restrictions), Grafana OnCall
(priorities, rotation by day), Opsgenie (weekday and time restrictions), linkedin/oncall (split overrides).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.oncall.making import schedule, told, utc

NIGHTS = [{"from": "22:00", "to": "06:00"}]
OFFICE = [{"days": ["mon-fri"], "from": "09:00", "to": "17:00"}]


def test_an_overnight_restriction_belongs_to_the_day_it_begins_on() -> None:
    found = schedule({"members": ["ana"], "restrict": [{"days": ["fri"], "from": "22:00", "to": "06:00"}]})
    assert told(found, "01-08T00:00", "01-12T00:00") == ["01-08 00:00 -", "01-09 22:00 ana", "01-10 06:00 -"]


def test_the_end_of_a_restriction_is_exclusive_and_its_start_is_not() -> None:
    found = schedule({"members": ["ana"], "restrict": OFFICE})
    assert [found.on_call(utc(at)) for at in ("01-06T08:59", "01-06T09:00", "01-06T16:59", "01-06T17:00")] == [
        (),
        ("ana",),
        ("ana",),
        (),
    ]


def test_equal_times_are_a_whole_day() -> None:
    found = schedule({"members": ["ana"], "restrict": [{"days": ["sat"], "from": "09:00", "to": "09:00"}]})
    assert told(found, "01-09T00:00", "01-12T00:00") == ["01-09 00:00 -", "01-10 09:00 ana", "01-11 09:00 -"]


def test_a_restriction_over_the_weekend_is_one_stretch() -> None:
    found = schedule({"members": ["ana"], "restrict": [{"from": "fri 17:00", "to": "mon 09:00"}]})
    assert told(found, "01-08T00:00", "01-14T00:00") == ["01-08 00:00 -", "01-09 17:00 ana", "01-12 09:00 -"]


def test_days_may_go_over_the_weekend() -> None:
    found = schedule({"members": ["ana"], "restrict": [{"days": ["sat-mon"], "from": "00:00", "to": "24:00"}]})
    assert told(found, "01-08T00:00", "01-15T00:00") == ["01-08 00:00 -", "01-10 00:00 ana", "01-13 00:00 -"]


@pytest.mark.parametrize(
    ("advance", "monday"),
    [("calendar", "ana"), ("active", "dan")],
)
def test_turns_outside_of_the_restriction_count_or_not(advance: str, monday: str) -> None:
    """Monday to Friday are turns 0 to 4; the next Monday is the 7th by the calendar, the 5th active one."""
    members = ["ana", "ben", "chi", "dan", "eva", "fay", "gil"] if advance == "calendar" else ["ana", "dan"]
    found = schedule(
        {"members": members, "every": "1d", "start": "2026-01-05T00:00", "advance": advance, "restrict": OFFICE}
    )
    assert found.on_call(utc("01-12T10:00")) == (monday,)


def test_five_active_days_are_a_week_of_work() -> None:
    found = schedule(
        {"members": ["ana", "ben"], "every": "5d", "start": "2026-01-05T00:00", "advance": "active", "restrict": OFFICE}
    )
    weeks = ["01-05T10:00", "01-09T10:00", "01-12T10:00", "01-16T10:00", "01-19T10:00"]
    assert [found.on_call(utc(at))[0] for at in weeks] == ["ana", "ana", "ben", "ben", "ana"]


def test_the_later_layer_wins_and_its_gaps_fall_through() -> None:
    found = schedule({"members": ["ana"]}, {"members": ["ben"], "restrict": OFFICE})
    assert told(found, "01-06T00:00", "01-07T00:00") == ["01-06 00:00 ana", "01-06 09:00 ben", "01-06 17:00 ana"]


def test_layers_of_one_priority_are_on_together() -> None:
    found = schedule(
        {"members": ["ana"], "priority": 1}, {"members": ["ben"], "priority": 1, "restrict": OFFICE}, zone="UTC"
    )
    assert told(found, "01-06T00:00", "01-07T00:00") == ["01-06 00:00 ana", "01-06 09:00 ana+ben", "01-06 17:00 ana"]


def test_a_lower_priority_written_later_stays_below() -> None:
    found = schedule({"members": ["ana"], "priority": 5}, {"members": ["ben"], "priority": 1})
    assert found.on_call(utc("01-06T00:00")) == ("ana",)


def test_a_group_is_on_call_together() -> None:
    found = schedule({"members": [["ana", "ben"], "chi"]})
    assert [found.on_call(utc(at)) for at in ("01-06T00:00", "01-13T00:00")] == [("ana", "ben"), ("chi",)]


def override(since: str, until: str, **who: Any) -> dict[str, Any]:
    return {"from": f"2026-{since}:00Z", "to": f"2026-{until}:00Z", **who}


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        pytest.param(
            [override("01-06T12:00", "01-06T14:00", remove="ana", add="ben")],
            ["01-06 00:00 ana", "01-06 12:00 ben", "01-06 14:00 ana"],
            id="a shift split in three",
        ),
        pytest.param(
            [override("01-06T12:00", "01-06T14:00", remove="chi", add="ben")],
            ["01-06 00:00 ana"],
            id="in place of somebody who is not on",
        ),
        pytest.param(
            [override("01-06T12:00", "01-06T14:00", remove="ana")],
            ["01-06 00:00 ana", "01-06 12:00 -", "01-06 14:00 ana"],
            id="a gap that was asked for",
        ),
        pytest.param(
            [override("01-06T12:00", "01-06T14:00", add="ben")],
            ["01-06 00:00 ana", "01-06 12:00 ana+ben", "01-06 14:00 ana"],
            id="somebody besides",
        ),
        pytest.param(
            [
                override("01-06T10:00", "01-06T16:00", remove="ana", add="ben"),
                override("01-06T12:00", "01-06T14:00", remove="ben", add="chi"),
            ],
            ["01-06 00:00 ana", "01-06 10:00 ben", "01-06 12:00 chi", "01-06 14:00 ben", "01-06 16:00 ana"],
            id="an override of an override",
        ),
        pytest.param(
            [
                override("01-06T10:00", "01-06T16:00", remove="*"),
                override("01-06T12:00", "01-06T14:00", add="chi"),
            ],
            ["01-06 00:00 ana", "01-06 10:00 -", "01-06 12:00 chi", "01-06 14:00 -", "01-06 16:00 ana"],
            id="a temporary schedule",
        ),
    ],
)
def test_overrides(overrides: list[dict[str, Any]], expected: list[str]) -> None:
    found = schedule({"members": ["ana"]}, overrides=overrides)
    assert told(found, "01-06T00:00", "01-07T00:00") == expected


def test_hours_go_on_at_the_same_minute_over_both_changes_of_the_clock() -> None:
    found = schedule({"members": ["ana", "ben"], "every": "12h", "start": "2026-01-05T08:00"}, zone="America/Chicago")
    spring = told(found, "03-07T14:00", "03-09T02:00")
    assert spring == ["03-07 08:00 ana", "03-07 20:00 ben", "03-08 08:00 ana", "03-08 20:00 ben"]
    autumn = told(found, "10-31T13:00", "11-02T03:00")
    assert autumn == ["10-31 08:00 ana", "10-31 20:00 ben", "11-01 08:00 ana", "11-01 20:00 ben"]


def test_a_handoff_in_the_hour_that_is_skipped_is_at_its_end() -> None:
    found = schedule({"members": ["ana", "ben"], "every": "1d", "start": "2026-03-27T02:30"}, zone="Europe/Berlin")
    assert told(found, "03-28T02:00", "03-30T02:00") == ["03-28 03:00 ben", "03-29 03:00 ana", "03-30 02:30 ben"]


def test_a_handoff_in_the_hour_that_comes_twice_is_in_the_first() -> None:
    found = schedule({"members": ["ana", "ben"], "every": "1d", "start": "2026-10-24T02:30"}, zone="Europe/Berlin")
    assert [each.start for each in found.calendar(utc("10-24T12:00"), utc("10-25T12:00"))][1] == utc("10-25T00:30")


def test_half_an_hour_is_skipped_on_lord_howe() -> None:
    found = schedule(
        {"members": ["ana", "ben"], "every": "1d", "start": "2026-10-03T02:15"}, zone="Australia/Lord_Howe"
    )
    starts = [
        each.start.astimezone(found.zone).strftime("%d %H:%M %z")
        for each in found.calendar(utc("10-03T00:00"), utc("10-05T00:00"))
    ]
    assert starts[1:] == ["04 02:30 +1100", "05 02:15 +1100"]


def test_months_hand_over_on_their_last_day_where_they_are_too_short() -> None:
    found = schedule({"members": ["ana", "ben"], "every": "1M", "start": "2026-01-31T09:00"})
    assert told(found, "01-31T09:00", "05-01T00:00") == [
        "01-31 09:00 ana",
        "02-28 09:00 ben",
        "03-31 09:00 ana",
        "04-30 09:00 ben",
    ]


def test_nobody_is_on_call_before_the_first_handoff_or_after_the_last() -> None:
    found = schedule({"members": ["ana"], "until": "2026-01-12T09:00"})
    assert told(found, "01-01T00:00", "02-01T00:00") == ["01-01 00:00 -", "01-05 09:00 ana", "01-12 09:00 -"]


def test_a_layer_in_effect_before_its_first_handoff_counts_turns_backwards() -> None:
    found = schedule({"members": ["ana", "ben", "chi"], "from": "2025-12-22T09:00"})
    assert told(found, "2025-12-22T09:00", "01-06T00:00") == ["12-22 09:00 ben", "12-29 09:00 chi", "01-05 09:00 ana"]


def test_ending_a_layer_and_adding_another_changes_nothing_of_the_past() -> None:
    before = schedule({"members": ["ana", "ben"]})
    after = schedule(
        {"members": ["ana", "ben"], "until": "2026-06-01T09:00"},
        {"members": ["chi", "dan", "eva"], "every": "3d", "start": "2026-06-01T09:00"},
    )
    assert after.calendar(utc("01-01T00:00"), utc("06-01T09:00")) == before.calendar(
        utc("01-01T00:00"), utc("06-01T09:00")
    )
    assert after.on_call(utc("06-01T09:00")) == ("chi",)
