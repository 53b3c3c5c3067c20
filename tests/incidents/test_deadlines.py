"""Deadlines: what an open incident promises next, from its severity."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from revenant.core.settings import Targets
from revenant.core.severity import Severity
from revenant.incidents.deadlines import deadlines
from revenant.incidents.events import NoteAdded
from tests.incidents.making import SETTINGS, at, incident, moved, opened, stamp, walked


def test_an_unanswered_incident_is_due_to_be_acknowledged_first() -> None:
    found = deadlines(incident(opened()), SETTINGS)
    assert [(each.target, each.due) for each in found] == [("acknowledge", at(15)), ("resolve", at(8 * 60))]
    assert found[0].left(at(20)) == timedelta(minutes=-5)


def test_an_answered_incident_is_due_an_update_after_the_last_word() -> None:
    note = stamp(30).event(NoteAdded, text="rolling back")
    found = deadlines(incident(opened(), moved(5, "OPEN", "ACKNOWLEDGED"), note), SETTINGS)
    assert [(each.target, each.due) for each in found] == [("update", at(90)), ("resolve", at(8 * 60))]


def test_moving_on_without_acknowledging_is_an_answer() -> None:
    found = deadlines(incident(opened(), moved(5, "OPEN", "INVESTIGATING")), SETTINGS)
    assert "acknowledge" not in {each.target for each in found}


@pytest.mark.parametrize("path", [["RESOLVED"], ["RESOLVED", "CLOSED"], ["CANCELLED"]])
def test_nothing_is_due_once_it_is_over(path: list[str]) -> None:
    assert deadlines(walked(*path), SETTINGS) == []


def test_the_workspace_sets_its_own_targets_and_the_rest_keeps_the_default() -> None:
    own = replace(SETTINGS, severities={Severity.SEV2: Targets(acknowledge="2m")})
    assert [each.due for each in deadlines(incident(opened()), own)] == [at(2), at(8 * 60)]


def test_a_target_beyond_the_calendar_is_no_deadline() -> None:
    own = replace(SETTINGS, severities={Severity.SEV2: Targets(resolve="999999w")})
    assert [each.target for each in deadlines(incident(opened()), own)] == ["acknowledge"]


def test_without_an_opening_nothing_is_promised() -> None:
    assert deadlines(incident(), SETTINGS) == []
