"""A foreign course told as events: only moves there are, times as stated, every contradiction said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.severity import Severity
from revenant.importers.batch import Imported
from revenant.importers.course import Course
from revenant.importers.milestones import record, settle
from revenant.importers.paths import path
from revenant.importers.telling import tell
from revenant.importers.times import read_any
from revenant.incidents.events import IncidentAssigned
from revenant.incidents.lifecycle import Status, find_move
from revenant.incidents.measurements import Outcome
from tests.importers.trying import CONTEXT, NOW, folded, moves, notes, outcomes, sound

START = datetime(2026, 10, 5, 10, tzinfo=UTC)


def course() -> Course:
    return Course("desk:1", "Desk", CONTEXT)


def told(it: Course, severity: Severity = Severity.SEV3) -> Imported:
    return tell(it, START, "Checkout is slow", severity)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(("status", "to"), list(product(Status, Status)))
def test_every_path_leads_there_by_moves_there_are(status: Status, to: Status) -> None:
    at = status
    for move in path(status, to):
        assert find_move(at, move.to) == move
        at = move.to
    assert at is to or (at is Status.INVESTIGATING and to in (Status.OPEN, Status.ACKNOWLEDGED)) or at is status


def test_only_forward_moves_are_lost_on_the_way_back() -> None:
    lost = [(status, to) for status, to in product(Status, Status) if status is not to and not path(status, to)]
    assert {to for _, to in lost} == {Status.OPEN, Status.ACKNOWLEDGED}
    assert {status for status, _ in lost} == {Status.OPEN, Status.ACKNOWLEDGED, Status.INVESTIGATING} - {Status.OPEN}


@given(st.lists(st.tuples(st.integers(-300, 300), st.sampled_from(Status)), max_size=9), st.sampled_from(Severity))
def test_any_course_is_told_soundly(steps: list[tuple[int, Status]], severity: Severity) -> None:
    it = course()
    for minutes, status in steps:
        it.reach(after(minutes), status)
    found = told(it, severity)
    assert sound(found)
    ends = [minutes for minutes, status in steps if status is Status.RESOLVED]
    if ends and max(ends) < 0 and not any(status in (Status.CLOSED, Status.CANCELLED) for _, status in steps):
        assert outcomes(found)["MTTR"] is Outcome.INVALID


@given(st.lists(st.sampled_from([-300, -5, 0, 5, 9, 300]), min_size=4, max_size=4))
def test_milestones_never_reopen_what_is_over(minutes: list[int]) -> None:
    it = course()
    statuses = (Status.ACKNOWLEDGED, Status.MITIGATED, Status.RESOLVED, Status.CLOSED)
    record(it, dict(zip(statuses, map(after, minutes), strict=True)))
    found = told(it)
    assert sound(found)
    assert folded(found).status.is_over
    assert folded(found).resolved_at == after(minutes[2])


def test_milestones_in_another_order_than_the_lifecycles_are_notes() -> None:
    it = course()
    stated = {Status.ACKNOWLEDGED: 30, Status.INVESTIGATING: 5, Status.MITIGATED: 20, Status.RESOLVED: 40}
    record(it, {status: after(minutes) for status, minutes in stated.items()})
    found = told(it)
    assert moves(found) == [
        "10:05 OPEN → INVESTIGATING",
        "10:20 INVESTIGATING → MITIGATED",
        "10:40 MITIGATED → RESOLVED",
    ]
    assert found.doubts == ["ACKNOWLEDGED contradicts what came after it; it is kept as a note"]


def test_events_before_the_start_stay_and_are_said() -> None:
    it = course()
    it.note(after(-5), "Something is odd")
    it.reach(after(-3), Status.ACKNOWLEDGED)
    it.reach(after(9), Status.RESOLVED)
    found = told(it)
    assert moves(found) == ["09:57 OPEN → ACKNOWLEDGED", "10:09 ACKNOWLEDGED → RESOLVED"]
    assert found.doubts == ["before its start: 2 events; recorded as stated"]


def test_closing_without_resolving_resolves_first() -> None:
    it = course()
    it.reach(after(9), Status.CLOSED)
    assert moves(told(it)) == ["10:09 OPEN → RESOLVED", "10:09 RESOLVED → CLOSED"]
    assert it.doubts == ["nothing says when it was resolved; the time of its closing was taken"]


def test_what_is_over_without_a_time_ends_when_it_was_last_heard_of() -> None:
    it = course()
    it.note(after(7), "Fixed")
    settle(it, START, None)
    assert moves(told(it)) == ["10:07 OPEN → RESOLVED"]
    known = course()
    settle(known, START, after(30))
    assert moves(told(known)) == ["10:30 OPEN → RESOLVED"]
    settle(known, START, after(60))
    assert len(known.reached(Status.RESOLVED)) == 1


def test_huge_texts_are_cut_and_it_is_said() -> None:
    it = course()
    it.note(START, "x" * 50_000)
    found = tell(it, START, "y" * 5000, Severity.SEV3)
    assert (len(found.title), len(notes(found)[0])) == (300, 20_000)
    assert found.doubts[:2] == [
        "a text longer than 20,000 characters was cut",
        "its title is longer than 300 characters and was cut",
    ]


def test_a_crowd_is_cut_and_it_is_said() -> None:
    it = course()
    it.join(START, [f"Person {number}" for number in range(500)])
    (crowd,) = [event for event in told(it).events if isinstance(event, IncidentAssigned)]
    assert (len(crowd.responders), it.doubts) == (100, ["more than 100 people are named; the first were taken"])


def test_whoever_writes_it_down_did_not_respond() -> None:
    it = course()
    it.reach(after(1), Status.ACKNOWLEDGED)
    found = folded(told(it))
    assert (found.responders, found.acknowledged_by) == ([], "")


def test_whoever_joins_alone_as_it_is_acknowledged_acknowledged_it() -> None:
    it = course()
    it.join(START, ["Max"])
    it.reach(after(1), Status.ACKNOWLEDGED)
    it.join(after(1), ["Lea"])
    it.join(after(2), ["Nia"])
    assert folded(told(it)).acknowledged_by == "lea@example.com"
    crowd = course()
    crowd.reach(after(1), Status.ACKNOWLEDGED)
    crowd.join(after(1), ["Lea", "Max"])
    assert folded(told(crowd)).acknowledged_by == ""


@pytest.mark.parametrize(
    ("said", "at", "doubts"),
    [
        ("2026-10-05T10:00:00Z", START, []),
        ("2026-10-05T12:00:00.123+02:00", START, []),
        ("2026-10-05t10:00z", START, []),
        ("2026-10-05 10:00 +0000", START, []),
        ("2026-10-05T8:00:00-02:00", START, ["its x writes the hour with one digit"]),
        ("2026-10-05 10:00", START, ["its x says no zone; UTC was taken"]),
        ("2026-10-05", START.replace(hour=0), ["its x is a day; midnight UTC was taken"]),
        (START, START, []),
        (START.date(), START.replace(hour=0), ["its x is a day; midnight UTC was taken"]),
        ("2026-10-05T25:00:00Z", None, ["its x '2026-10-05T25:00:00Z' is not a time, and is left out"]),
        ("0001-01-01T00:00:00+14:00", None, ["its x '0001-01-01T00:00:00+14:00' is not a time, and is left out"]),
        ("0001-01-01T00:00:00Z", None, ["its x lies before 1970, and is left out"]),
        ("2031-01-01T00:00:00Z", None, ["its x lies in the future, and is left out"]),
        ({"a": 1}, None, ["its x \"{'a': 1}\" is not a time, and is left out"]),
        ("9" * 99, None, [f"its x '{'9' * 39}…' is not a time, and is left out"]),
    ],
)
def test_times_are_read_and_what_was_assumed_is_said(said: object, at: datetime | None, doubts: list[str]) -> None:
    found = read_any(said, "x", NOW)
    assert (found.at, list(found.doubts)) == (at, doubts)
