"""Who is on call, since when, until when, through what, and who comes after."""

from __future__ import annotations

from datetime import timedelta

from revenant.oncall.asking.gaps import gaps, length
from revenant.oncall.asking.standing import standing, upcoming
from tests.oncall.making import schedule, utc

OFFICE = [{"days": ["mon-fri"], "from": "09:00", "to": "17:00"}]


def test_a_turn_with_who_is_next() -> None:
    found = standing(schedule({"name": "weekly", "members": ["ana", "ben"]}), utc("01-06T12:00"))
    assert (found.people, found.since, found.until) == (("ana",), utc("01-05T09:00"), utc("01-12T09:00"))
    assert (found.following, found.layers) == (("ben",), ["weekly"])


def test_alone_without_end() -> None:
    found = standing(schedule({"members": ["ana"]}), utc("2030-01-06T12:00"))
    assert (found.people, found.since, found.until, found.following) == (("ana",), None, None, ())


def test_an_override_says_why_and_who_was_planned() -> None:
    override = {
        "from": "2026-01-06T10:00Z",
        "to": "2026-01-06T14:00Z",
        "remove": "ana",
        "add": "ben",
        "reason": "leave",
    }
    idle = override | {"remove": "chi", "add": "dan"}
    found = standing(schedule({"members": ["ana"]}, overrides=[override, idle]), utc("01-06T12:00"))
    assert (found.people, found.planned, found.until) == (("ben",), ("ana",), utc("01-06T14:00"))
    assert [each.reason for each in found.overrides] == ["leave"]


def test_the_next_shifts_of_one_person_are_whole() -> None:
    found = upcoming(schedule({"members": ["ana", "ben"]}), utc("01-14T12:00"), 2, "ben")
    assert [(each.start, each.end) for each in found] == [
        (utc("01-12T09:00"), utc("01-19T09:00")),
        (utc("01-26T09:00"), utc("02-02T09:00")),
    ]


def test_gaps_are_those_of_the_hours_that_should_be_covered() -> None:
    override = {"from": "2026-01-06T12:00Z", "to": "2026-01-06T20:00Z", "remove": "ana"}
    always = schedule({"members": ["ana"]}, overrides=[override])
    office = schedule({"members": ["ana"]}, overrides=[override], cover=OFFICE)
    week = (utc("01-05T09:00"), utc("01-12T09:00"))
    assert length(gaps(always, *week)) == timedelta(hours=8)
    assert [(each.start, each.end) for each in gaps(office, *week)] == [(utc("01-06T12:00"), utc("01-06T17:00"))]
    assert gaps(office, week[1], week[0]) == []
