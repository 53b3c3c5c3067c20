"""Whom an answer belongs to, what counts as one interruption, and how many nights in a row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.answering.answers import Answers, Names, by_person, find_answers, interruptions, load, longest_run
from revenant.reports.answering.hours import Hours
from tests.incidents.making import ANA, BEN
from tests.reports.made_up import CHI, SETTINGS, happened

T0 = datetime(2026, 11, 20, tzinfo=UTC)
MINUTES = st.lists(st.integers(0, 5000), max_size=30).map(sorted)


def found(*incidents: object) -> Answers:
    return find_answers(incidents, Names(SETTINGS), Hours(SETTINGS, UTC))  # type: ignore[arg-type]


def test_an_alias_is_the_same_person_and_a_name_too() -> None:
    names = Names(SETTINGS)
    assert names.email("Ana@Old.example.com") == ANA
    assert names.email("Stranger@example.com") == "stranger@example.com"
    assert (names.team("ana@old.example.com"), names.team("stranger@example.com")) == ("platform", "")


def test_who_did_not_answer_is_counted_by_the_reason() -> None:
    answers = found(
        happened(1, by="ANA@old.example.com"),
        happened(2, source="elsewhere:1"),
        happened(3, moves=[(9, "RESOLVED")]),
        happened(4, by="bot@example.com"),
    )
    assert [each.who for each in answers.found] == [ANA]
    assert answers.left_out == {
        "acknowledged in another system": 1,
        "not acknowledged": 1,
        "acknowledged by a bot": 1,
    }


def test_the_clock_is_that_of_whoever_answered() -> None:
    noon_here = happened(1, "2026-11-20T10:00", by=CHI)
    (answer,) = found(noon_here).found
    assert (answer.local.hour, answer.night) == (5, date(2026, 11, 19))
    assert found(happened(2, "2026-11-20T10:00")).found[0].night is None


def test_a_load_adds_up() -> None:
    times = ["2026-11-18T23:00", "2026-11-19T23:30", "2026-11-20T01:00", "2026-11-21T12:00", "2026-11-21T12:20"]
    answers = found(*(happened(n, time, by=BEN) for n, time in enumerate(times))).found
    own = load(answers)
    assert (own.answered, own.interruptions, own.at_night, own.at_weekend, own.either) == (5, 4, 3, 2, 5)
    assert (own.nights, own.longest_run, own.busiest_week) == (2, 2, 5)


def test_a_storm_interrupts_once_an_hour() -> None:
    assert interruptions(T0 + timedelta(minutes=each) for each in range(0, 180, 10)) == 3
    assert interruptions([]) == 0
    assert interruptions([T0, T0 + timedelta(minutes=59)]) == 1
    assert interruptions([T0, T0 + timedelta(minutes=60)]) == 2


def test_the_hour_is_an_hour_when_the_clock_is_set_back() -> None:
    first = happened(1, "2026-11-01T05:10", by=CHI)  # 01:10 in New York, before the clock is set back
    second = happened(2, "2026-11-01T06:10", by=CHI)  # 01:10 again, an hour later
    answers = found(first, second).found
    assert answers[0].local.hour == answers[1].local.hour == 1
    assert load(answers).interruptions == 2


@given(MINUTES)
def test_there_are_no_more_interruptions_than_answers_and_none_an_hour(minutes: list[int]) -> None:
    times = [T0 + timedelta(minutes=each) for each in minutes]
    number = interruptions(times)
    assert bool(times) <= number <= len(set(minutes))
    assert not times or number <= (times[-1] - times[0]) // timedelta(hours=1) + 1


@given(st.sets(st.integers(0, 40)))
def test_a_run_of_days_is_the_longest_without_a_gap(days: set[int]) -> None:
    longest = max((n for n in range(1, 42) for first in days if set(range(first, first + n)) <= days), default=0)
    assert longest_run([T0.date() + timedelta(days=each) for each in sorted(days)]) == longest


@given(st.lists(st.sampled_from([ANA, BEN, CHI]), max_size=12))
def test_the_answers_of_all_are_the_answers(people: list[str]) -> None:
    incidents = [happened(n, T0 + timedelta(hours=n), by=who) for n, who in enumerate(people)]
    shared = by_person(found(*incidents).found)
    assert sum(len(its) for its in shared.values()) == len(people)
    assert list(map(len, shared.values())) == sorted(map(len, shared.values()), reverse=True)
