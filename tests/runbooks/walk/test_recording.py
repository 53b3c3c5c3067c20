"""What a step of a run leaves in an incident."""

from __future__ import annotations

import pytest

from revenant.incidents.events import IncidentAction, IncidentLinked, IncidentUpdated, NoteAdded, RunbookAttached
from revenant.incidents.snapshot import fold
from revenant.runbooks.walk.recording import events_of, is_attached, records
from revenant.runbooks.walk.walk import Answer
from tests.incidents.making import ID, opened, stamp
from tests.runbooks.walk.making import DONE, FAIL, PINNED, SKIP, STOP, VALUES, walked


def test_a_step_leaves_its_action_and_its_records() -> None:
    it = fold(ID, [opened()])
    action, tags, note, link = events_of(it, stamp(1), PINNED, walked(DONE).taken[0])
    assert isinstance(action, IncidentAction)
    assert (action.simulated, action.step, action.outcome, action.inputs) == (True, "D1", "done", VALUES)
    assert isinstance(tags, IncidentUpdated)
    assert tags.tags == [*it.tags, "lag"]
    assert isinstance(note, NoteAdded)
    assert note.text == "measured db-1, twice"
    assert isinstance(link, IncidentLinked)
    assert (link.relation, link.target) == ("ticket", "https://example.com/OPS-1")
    after = fold(ID, [opened(), action, tags, note, link])
    assert [event.type for event in events_of(after, stamp(2), PINNED, walked(DONE).taken[0])] == [
        "INCIDENT_ACTION",
        "NOTE_ADDED",
    ]


@pytest.mark.parametrize("answer", [FAIL, SKIP, STOP])
def test_a_step_that_was_not_done_records_nothing_else(answer: Answer) -> None:
    assert len(events_of(fold(ID, [opened()]), stamp(1), PINNED, walked(answer).taken[0])) == 1


def test_records_in_words() -> None:
    assert records("`tag=a`, tag=b; note=x, y; and z; link=https://e.com/?a=1") == [
        ("tag", "a"),
        ("tag", "b"),
        ("note", "x, y; and z"),
        ("link", "https://e.com/?a=1"),
    ]
    assert records("tell the others") == records("tag=") == []


def test_a_runbook_is_attached_once_for_each_content() -> None:
    it = fold(ID, [opened(), stamp(1).event(RunbookAttached, runbook="pg-lag", blob="a")])
    assert is_attached(it, "pg-lag", "a")
    assert not is_attached(it, "pg-lag", "b")
