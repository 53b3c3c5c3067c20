"""Operations: what they record, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from revenant.core.severity import Severity
from revenant.errors import (
    EmptyTextError,
    ForbiddenError,
    ImpactOrderError,
    InvalidValueError,
    NothingToDoError,
    ReasonRequiredError,
    RevenantError,
    UnknownEventError,
)
from revenant.incidents import correcting
from revenant.incidents import operations as do
from revenant.incidents.events import IncidentLinked, IncidentSeverityChanged, NoteAdded, from_data
from tests.incidents.making import ANA, BEN, LEA, SETTINGS, amended, at, incident, moved, opened, retracted, stamp

OPENING = opened(environment="production", tags=["db"])
NOTE = stamp(1).event(NoteAdded, text="a guess")
RAISED = stamp(2, LEA).event(IncidentSeverityChanged, from_=Severity.SEV2, to=Severity.SEV1)
LINK = stamp(3).event(IncidentLinked, relation="ticket", target="OPS-1")
CHANGE = amended(4, NOTE, text="sure")
NEWER = from_data({"id": "zzzzzzzz", "at": "2026-11-23T10:05:00Z", "type": "NEWER", "by": BEN})
LED = incident(OPENING, do.assign(incident(OPENING), stamp(), commander=LEA, communications=None, responders=[BEN]))
IT = incident(OPENING, NOTE, RAISED, LINK, CHANGE, NEWER)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda: do.open_incident(stamp(), " \n ", Severity.SEV3), EmptyTextError),
        (lambda: do.open_incident(stamp(), "x", Severity.SEV3, started_at=at(1)), ImpactOrderError),
        (lambda: do.change_severity(IT, stamp(9, BEN), Severity.SEV2, SETTINGS), ForbiddenError),
        (lambda: do.change_severity(IT, stamp(9, LEA), Severity.SEV1, SETTINGS), NothingToDoError),
        (lambda: do.note(stamp(), "\t"), EmptyTextError),
        (lambda: do.assign(IT, stamp(), commander=None, communications=None, responders=[]), NothingToDoError),
        (lambda: do.assign(IT, stamp(), commander=" ", communications=None, responders=[]), EmptyTextError),
        (lambda: do.assign(LED, stamp(), commander=LEA, communications=None, responders=[BEN]), NothingToDoError),
        (lambda: do.update(IT, stamp()), NothingToDoError),
        (lambda: do.update(IT, stamp(), title=IT.title, tags=["db"]), NothingToDoError),
        (lambda: do.update(IT, stamp(), title=""), EmptyTextError),
        (lambda: do.link(IT, stamp(), "cousin", "x"), InvalidValueError),
        (lambda: do.link(IT, stamp(), "related", IT.id), NothingToDoError),
        (lambda: do.link(IT, stamp(), "ticket", "OPS-1"), NothingToDoError),
        (lambda: do.link(IT, stamp(), "ticket", " "), EmptyTextError),
        (lambda: correcting.find_event(IT, IT.events, ""), UnknownEventError),
        (lambda: correcting.find_event(IT, IT.events, "00"), UnknownEventError),
        (lambda: correcting.find_event(IT, IT.events, "nothing"), UnknownEventError),
        (lambda: correcting.amend(IT, stamp(), NOTE, {"title": "x"}, SETTINGS, reason=""), InvalidValueError),
        (lambda: correcting.amend(IT, stamp(), NOTE, {"by": "x"}, SETTINGS, reason=""), InvalidValueError),
        (lambda: correcting.amend(IT, stamp(), OPENING, {"severity": "SEV4"}, SETTINGS, reason=""), InvalidValueError),
        (lambda: correcting.amend(IT, stamp(), NOTE, {"text": ""}, SETTINGS, reason=""), NothingToDoError),
        (lambda: correcting.amend(IT, stamp(), NOTE, {"at": "noon"}, SETTINGS, reason=""), NothingToDoError),
        (lambda: correcting.amend(IT, stamp(), IT.events[1], {"text": "sure"}, SETTINGS, reason=""), NothingToDoError),
        (lambda: correcting.amend(IT, stamp(), NEWER, {"text": "x"}, SETTINGS, reason=""), NothingToDoError),
        (lambda: correcting.amend(IT, stamp(), CHANGE, {"reason": "x"}, SETTINGS, reason=""), NothingToDoError),
        (lambda: correcting.amend(IT, stamp(9, BEN), RAISED, {"reason": "x"}, SETTINGS, reason=""), ForbiddenError),
        (lambda: correcting.retract(IT, stamp(9, BEN), RAISED, SETTINGS, reason="x"), ForbiddenError),
        (lambda: correcting.retract(IT, stamp(), OPENING, SETTINGS, reason="x"), NothingToDoError),
        (lambda: correcting.retract(IT, stamp(), NOTE, SETTINGS, reason=" "), ReasonRequiredError),
        (lambda: do.impact(IT, stamp(), at(5), at(4)), ImpactOrderError),
        (lambda: do.effort(stamp(), timedelta(0)), NothingToDoError),
        (lambda: do.follow_up(stamp(), ""), EmptyTextError),
    ],
)
def test_refusals_say_why_and_what_to_do(act: Callable[[], Any], error: type[RevenantError]) -> None:
    with pytest.raises(error) as refused:
        act()
    assert refused.value.message
    assert refused.value.hint


def test_an_opening_keeps_each_word_once_and_without_blanks() -> None:
    event = do.open_incident(stamp(), " x ", Severity.SEV3, services=["web", " web ", ""], tags=["a", "a"])
    assert (event.title, event.services, event.tags) == ("x", ["web"], ["a"])


def test_an_update_records_only_what_differs() -> None:
    event = do.update(IT, stamp(), title="Better", environment="production", tags=[])
    assert (event.title, event.environment, event.tags, event.services) == ("Better", None, [], None)


def test_an_event_is_found_by_any_part_of_its_id() -> None:
    assert correcting.find_event(IT, IT.events, " ZZZ ") is NEWER
    assert correcting.find_event(IT, IT.events, NOTE.id) == correcting.find_event(IT, IT.events, NOTE.id.upper())


def test_an_impact_begins_where_it_is_known_to_have_begun() -> None:
    assert do.impact(IT, stamp(9), None, at(9)).started_at == at(0)
    assert do.impact(incident(opened(started_at=at(-3))), stamp(9), None, None, text="x").started_at == at(-3)


@pytest.mark.parametrize("ratio", [float("nan"), float("inf"), -0.1, 1.1])
def test_a_share_of_bad_events_is_a_number_from_0_to_1(ratio: float) -> None:
    with pytest.raises(InvalidValueError, match="share of bad events"):
        do.impact(IT, stamp(9), None, None, bad_ratio=ratio)


def test_effort_is_rounded_up_to_whole_minutes() -> None:
    assert do.effort(stamp(), timedelta(seconds=61)).minutes == 2


def test_a_lead_may_correct_a_severity_change() -> None:
    assert correcting.retract(IT, stamp(9, LEA), RAISED, SETTINGS, reason="misread").target == RAISED.id
    assert correcting.amend(IT, stamp(9, LEA), RAISED, {"reason": "x"}, SETTINGS, reason="").set == {"reason": "x"}


def test_an_assignment_that_adds_anybody_is_recorded() -> None:
    assert do.assign(LED, stamp(), commander=LEA, communications=None, responders=[BEN, ANA]).commander == LEA
    assert do.assign(LED, stamp(), commander=None, communications=LEA, responders=[]).communications == LEA


@pytest.mark.parametrize(
    ("number", "changes", "said"),
    [
        (1, {"at": "2026-11-23T09:59:00Z"}, "2026-11-23T09:59:00Z is before OPEN began (2026-11-23T10:00:00Z)"),
        (0, {"at": "2026-11-23T10:06:00Z"}, "2026-11-23T10:05:00Z is before OPEN began (2026-11-23T10:06:00Z)"),
        (0, {"started_at": "2026-11-23T10:01:00Z"}, "2026-11-23T10:00:00Z is before the impact started"),
    ],
)
def test_a_correction_makes_no_time_run_backwards(number: int, changes: dict[str, str], said: str) -> None:
    it = incident(OPENING, moved(5, "OPEN", "ACKNOWLEDGED"))
    with pytest.raises(NothingToDoError) as refused:
        correcting.amend(it, stamp(9), it.events[number], changes, SETTINGS, reason="")
    assert said in refused.value.message


def test_a_record_whose_times_run_backwards_can_be_corrected_step_by_step() -> None:
    it = incident(OPENING, moved(-5, "OPEN", "ACKNOWLEDGED"), moved(9, "ACKNOWLEDGED", "MITIGATED"))
    assert correcting.amend(it, stamp(9), it.events[1], {"title": "y"}, SETTINGS, reason="").set == {"title": "y"}


def test_a_severity_cannot_be_reached_by_a_chain_of_corrections() -> None:
    undone = retracted(6, RAISED)
    it = incident(*IT.events, undone)
    with pytest.raises(ForbiddenError):
        correcting.retract(it, stamp(9, BEN), undone, SETTINGS, reason="x")
    assert correcting.retract(it, stamp(9, LEA), undone, SETTINGS, reason="x").target == undone.id
