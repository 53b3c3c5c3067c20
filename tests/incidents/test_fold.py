"""The fold: the same set of events gives the same snapshot, whatever the order, repeats or clones."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenant.core.severity import Severity
from revenant.incidents.corrections import retracted_ids
from revenant.incidents.events import AnyEvent, EventRetracted, IncidentSeverityChanged, NoteAdded, from_data
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome, measure
from revenant.incidents.operations import move
from revenant.incidents.snapshot import fold
from tests.incidents.making import (
    BEN,
    EVENTS,
    ID,
    LEA,
    amended,
    at,
    incident,
    moved,
    opened,
    retracted,
    stamp,
    walked,
)

# --- properties -----------------------------------------------------------------------------


@settings(max_examples=200)
@given(EVENTS, st.randoms(use_true_random=False))
def test_order_and_repeats_make_no_difference(events: list[AnyEvent], random: Random) -> None:
    shuffled = events + random.choices(events, k=len(events)) if events else []
    random.shuffle(shuffled)
    assert fold(ID, shuffled) == fold(ID, events)


@settings(max_examples=200)
@given(EVENTS, st.data())
def test_any_split_over_clones_folds_the_same(events: list[AnyEvent], data: st.DataObject) -> None:
    shared = data.draw(st.integers(0, len(events)))
    sides = data.draw(st.lists(st.booleans(), min_size=len(events) - shared, max_size=len(events) - shared))
    ours = events[:shared] + [event for event, mine in zip(events[shared:], sides, strict=True) if mine]
    theirs = events[:shared] + [event for event, mine in zip(events[shared:], sides, strict=True) if not mine]
    assert fold(ID, ours + theirs) == fold(ID, theirs + ours) == fold(ID, events)


@settings(max_examples=200)
@given(EVENTS, EVENTS)
def test_appending_never_raises_and_loses_only_what_was_taken_back(
    events: list[AnyEvent], more: list[AnyEvent]
) -> None:
    after = fold(ID, events + more)
    written = {event.id for event in events + more}
    left_out = written - {event.id for event in after.events}
    assert left_out <= {event.target for event in events + more if isinstance(event, EventRetracted)}
    places = [(event.at, event.id) for event in after.events]
    assert places == sorted(set(places))


@given(EVENTS)
def test_folding_twice_leaves_the_events_alone(events: list[AnyEvent]) -> None:
    before = [*events]
    assert fold(ID, events) == fold(ID, iter(events))
    assert events == before


# --- corrections ----------------------------------------------------------------------------


def test_a_retraction_takes_an_event_back_and_a_second_one_restores_it() -> None:
    note = stamp(1).event(NoteAdded, text="a guess")
    first = retracted(2, note)
    second = retracted(3, first)
    assert note not in incident(opened(), note, first).events
    assert note in incident(opened(), note, first, second).events
    assert note not in incident(opened(), note, first, second, retracted(4, second)).events


def test_a_ring_of_retractions_takes_back_nothing_of_itself() -> None:
    one, other = (
        EventRetracted(id=own * 8, at=at(1), by=BEN, target=target * 8, reason="ring")
        for own, target in (("1", "2"), ("2", "1"))
    )
    assert retracted_ids([opened(), one, other]) == frozenset()


def test_an_opening_cannot_be_taken_back() -> None:
    opening = opened()
    assert incident(opening, retracted(1, opening)).title == opening.title


def test_two_retractions_of_one_event_both_have_to_fall() -> None:
    note = stamp(1).event(NoteAdded, text="a guess")
    first, second = retracted(2, note), retracted(3, note)
    assert note not in incident(opened(), note, first, second, retracted(4, first)).events
    assert note in incident(opened(), note, first, second, retracted(4, first), retracted(5, second)).events


def test_amending_a_time_moves_milestone_and_measurement() -> None:
    ack = moved(20, "OPEN", "ACKNOWLEDGED")
    it = incident(opened(), ack, amended(30, ack, at="2026-11-23T10:05:00Z"))
    assert it.acknowledged_at == at(5)
    assert {span.name: span.duration for span in measure(it)}["MTTA"] == at(5) - at(0)


def test_the_later_amendment_wins_field_by_field() -> None:
    note = stamp(1).event(NoteAdded, text="one")
    it = incident(
        opened(), amended(9, note, text="three"), amended(8, note, text="two", at="2026-11-23T10:02:00Z"), note
    )
    (counted,) = [event for event in it.events if isinstance(event, NoteAdded)]
    assert (counted.text, counted.at) == ("three", at(2))


def test_a_retracted_amendment_no_longer_counts() -> None:
    note = stamp(1).event(NoteAdded, text="one")
    change = amended(2, note, text="two")
    it = incident(opened(), note, change, retracted(3, change))
    assert [event.text for event in it.events if isinstance(event, NoteAdded)] == ["one"]


@pytest.mark.parametrize(
    "changes", [{"text": ""}, {"at": "noon"}, {"by": "eve@example.com"}, {"id": "00000000"}, {"type": "HANDED_OFF"}]
)
def test_an_amendment_that_makes_no_sense_changes_nothing(changes: dict[str, str]) -> None:
    note = stamp(1).event(NoteAdded, text="one")
    assert note in incident(opened(), note, amended(2, note, **changes)).events


def test_a_severity_cannot_be_amended_past_the_role() -> None:
    opening = opened(severity=Severity.SEV4)
    assert incident(opening, amended(1, opening, severity="SEV1")).severity is Severity.SEV4


# --- what the events say --------------------------------------------------------------------


def test_an_unknown_event_is_kept_and_shown() -> None:
    data = {"id": "zzzzzzzz", "at": "2026-11-23T10:00:00Z", "by": BEN, "type": "TELEPATHY_USED", "brain": {"n": 1}}
    it = incident(opened(), from_data(data))
    assert [event.type for event in it.unknown] == ["TELEPATHY_USED"]
    assert it.unknown[0].data == data


def test_of_two_openings_the_earlier_counts() -> None:
    assert incident(opened(1, title="second"), opened(0, title="first")).title == "first"


def test_nothing_recorded_is_nothing_known() -> None:
    it = incident()
    assert (it.title, it.severity, it.detected_at, it.resolved_at, it.status) == ("", None, None, None, Status.OPEN)


def test_started_is_the_earliest_start_anybody_recorded() -> None:
    assert incident(opened(started_at=at(-5)), opened(started_at=at(-9))).started_at == at(-5)


def test_responders_are_those_who_acknowledged_each_once() -> None:
    it = incident(
        opened(),
        moved(1, "OPEN", "ACKNOWLEDGED", BEN),
        moved(2, "OPEN", "ACKNOWLEDGED", LEA),
        moved(3, "OPEN", "ACKNOWLEDGED", BEN),
    )
    assert it.responders == [BEN, LEA]


def test_the_last_severity_counts() -> None:
    change = stamp(5, LEA).event(IncidentSeverityChanged, from_=Severity.SEV2, to=Severity.SEV1)
    assert incident(change, opened()).severity is Severity.SEV1


# --- contests -------------------------------------------------------------------------------

OPEN, ACK, INV, MIT, RES = "OPEN", "ACKNOWLEDGED", "INVESTIGATING", "MITIGATED", "RESOLVED"


@pytest.mark.parametrize(
    ("moves", "contested", "status"),
    [
        ([(OPEN, ACK)], False, ACK),
        ([(OPEN, ACK), (OPEN, ACK)], False, ACK),
        ([(OPEN, ACK), (OPEN, INV)], True, INV),
        ([(OPEN, RES), (OPEN, INV)], True, INV),
        ([(OPEN, ACK), (OPEN, INV), (OPEN, INV)], True, INV),
        ([(OPEN, ACK), (OPEN, INV), (INV, MIT)], False, MIT),
        ([(OPEN, ACK), (OPEN, INV), (INV, INV)], False, INV),
        ([(OPEN, ACK), (OPEN, INV), (OPEN, MIT)], True, MIT),
        ([(OPEN, RES), (OPEN, RES)], False, RES),
        ([(ACK, INV)], True, INV),
    ],
)
def test_who_starts_from_another_status_contests(moves: list[tuple[str, str]], contested: bool, status: str) -> None:
    it = incident(opened(), *(moved(number, *each) for number, each in enumerate(moves, start=1)))
    assert (it.contested, it.status) == (contested, status)
    assert bool(it.contest) == contested


def test_confirming_the_status_settles_a_contest() -> None:
    it = incident(opened(), moved(1, OPEN, RES), moved(2, OPEN, INV))
    assert it.contested
    assert not incident(*it.events, move(it, stamp(3), Status.INVESTIGATING)).contested


# --- milestones -----------------------------------------------------------------------------


def test_each_milestone_takes_its_time() -> None:
    it = walked("ACKNOWLEDGED", "INVESTIGATING", "MITIGATING", "MITIGATED", "RESOLVED", "CLOSED")
    assert [it.acknowledged_at, it.mitigated_at, it.resolved_at, it.closed_at] == [at(10), at(40), at(50), at(60)]


def test_a_skipped_milestone_stays_unknown() -> None:
    it = walked("RESOLVED")
    assert (it.acknowledged_at, it.mitigated_at) == (None, None)
    assert {span.name: span.outcome for span in measure(it)}["MTTM"] is Outcome.NOT_APPLICABLE


def test_coming_back_voids_what_was_claimed_and_the_last_time_counts() -> None:
    back = walked("ACKNOWLEDGED", "MITIGATED", "RESOLVED", "INVESTIGATING")
    assert (back.mitigated_at, back.resolved_at, back.acknowledged_at) == (None, None, at(10))
    again = walked("ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED", "INVESTIGATING", "RESOLVED")
    assert (again.resolved_at, again.closed_at, again.mitigated_at) == (at(60), None, None)


def test_an_incident_posted_after_the_fact_is_known_as_such() -> None:
    assert incident(opened(), moved(0, OPEN, RES)).in_retrospect
    assert not walked("RESOLVED").in_retrospect
