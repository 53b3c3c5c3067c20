"""What the fold keeps of how a record came to be: delays, silences, who acknowledged, what came back."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from msgspec.structs import replace

from revenant.incidents.events import AnyEvent, EffortLogged, IncidentOpened, NoteAdded, Stamp
from revenant.incidents.lateness import Lateness, lateness
from revenant.incidents.snapshot import IncidentSnapshot
from tests.incidents.making import ANA, BEN, at, incident, moved, opened, stamp


def late(minutes: float, delay: float) -> Stamp:
    return replace(stamp(minutes), recorded=at(minutes) + timedelta(minutes=delay))


def test_delays_are_from_when_it_happened_to_when_it_was_written_down() -> None:
    opening = late(0, 20).event(IncidentOpened, title="t", severity="SEV2")
    events: list[AnyEvent] = [opening, late(5, 90).event(NoteAdded, text="n"), stamp(6).event(NoteAdded, text="n")]
    assert incident(*events).lateness == Lateness(events=3, late=2, longest=5400, opening=1200)
    assert lateness([]) == Lateness()
    assert incident(opened()).lateness == Lateness(events=1)


def test_a_delay_is_never_negative() -> None:
    assert lateness([late(5, -3).event(NoteAdded, text="n")]) == Lateness(events=1)


def test_the_first_acknowledgement_says_who_answered() -> None:
    it = incident(opened(), moved(5, "OPEN", "ACKNOWLEDGED", by=ANA), moved(6, "OPEN", "ACKNOWLEDGED", by=BEN))
    assert (it.acknowledged_by, it.acknowledged_at) == (ANA, at(5))
    assert incident(opened()).acknowledged_by == ""


def silence(*minutes: float, resolved: float | None = None) -> IncidentSnapshot:
    notes = [stamp(each).event(NoteAdded, text="n") for each in minutes]
    end = [] if resolved is None else [moved(resolved, "ACKNOWLEDGED", "RESOLVED")]
    return incident(opened(), moved(10, "OPEN", "ACKNOWLEDGED"), *notes, *end)


def test_silence_is_the_longest_time_without_a_word_while_it_is_in_hand() -> None:
    assert silence(20, 50).silence == 30 * 60
    assert silence(20, resolved=70).silence == 50 * 60
    assert silence(20, 300, resolved=30).silence == 10 * 60, "what is said after the end ends no silence"
    assert silence().silence == 0, "before somebody has it in hand it is the acknowledgement that is waited for"
    assert incident(opened(), moved(90, "OPEN", "RESOLVED")).silence == 0


def test_what_came_back_is_counted_only_where_something_was_claimed() -> None:
    path = ("OPEN", "INVESTIGATING", "MITIGATED", "INVESTIGATING", "RESOLVED", "INVESTIGATING")
    moves = [moved(step, one, other) for step, (one, other) in enumerate(pairwise(path), start=1)]
    assert incident(opened(), *moves).came_back == 2
    assert incident(opened(), *moves[:1]).came_back == 0


def test_effort_is_whose_it_was() -> None:
    events = [
        stamp(1, by=ANA).event(EffortLogged, minutes=10),
        stamp(2, by=ANA).event(EffortLogged, minutes=20, person=BEN),
        stamp(3, by=BEN).event(EffortLogged, minutes=5),
    ]
    it = incident(opened(), *events)
    assert it.effort == {ANA: 10, BEN: 25}
    assert it.effort_minutes == 35
