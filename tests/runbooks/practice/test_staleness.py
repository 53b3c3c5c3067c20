"""Drills and reviews: what they say of a runbook now."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from revenant.errors import NothingToDoError
from revenant.incidents.events import IncidentStatusChanged, RunbookAttached
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.runbooks.errors import DecisionError, NotUpdatedError
from revenant.runbooks.practice.entries import Drilled, Reviewed, from_data, to_data
from revenant.runbooks.practice.reviewing import review
from revenant.runbooks.practice.staleness import (
    Change,
    Practice,
    Reason,
    compare,
    is_to_be_drilled,
    last_drills,
    rank,
    staleness,
    waiting,
)
from tests.conftest import BEN, START
from tests.incidents.making import ID, opened, stamp
from tests.runbooks.making import LEGACY, WALK, read


def drill(days: int = 1, outcome: str = "passed", **more: object) -> Drilled:
    data = {"id": "k0000001", "at": START - timedelta(days=days), "by": BEN, "runbook": "pg-lag", "blob": "a"}
    return msgspec.convert(data | {"outcome": outcome} | more, Drilled)


def reasons(practice: Practice, text: str = WALK) -> list[Reason]:
    return [stale.reason for stale in staleness(read(text), practice, START)]


def over(blob: str = "a") -> IncidentSnapshot:
    at = stamp(1)
    moved = stamp(2).event(IncidentStatusChanged, from_=Status.OPEN, to=Status.RESOLVED)
    return fold(ID, [opened(), at.event(RunbookAttached, runbook="pg-lag", blob=blob), moved])


def test_a_part_that_passed_says_nothing_of_the_whole_and_one_that_failed_does() -> None:
    whole, part = drill(9), drill(1, part="diagnosis", id="k0000002")
    assert last_drills([whole, part]) == {"pg-lag": whole}
    broken = drill(1, "failed", part="from M2", id="k0000003")
    assert last_drills([whole, broken]) == {"pg-lag": broken}


def test_reasons_worst_first() -> None:
    assert reasons(Practice()) == [Reason.NEVER]
    assert reasons(Practice(drill())) == []
    assert reasons(Practice(drill(91))) == [Reason.OVERDUE]
    assert reasons(Practice(drill(91, "failed"), Change.STEPS, [ID])) == [
        Reason.FAILED,
        Reason.REVIEW,
        Reason.CHANGED,
        Reason.OVERDUE,
    ]
    assert reasons(Practice(drill(), Change.TEXT)) == [Reason.TEXT_CHANGED]
    assert reasons(Practice(None, waiting=[ID])) == [Reason.REVIEW, Reason.NEVER]


def test_nobody_asks_a_first_drill_of_a_legacy_runbook() -> None:
    assert is_to_be_drilled(read())
    assert reasons(Practice(), LEGACY) == []
    assert reasons(Practice(drill(outcome="stopped")), LEGACY) == [Reason.FAILED]


def test_the_worst_come_first() -> None:
    found = {"a": staleness(read(), Practice(), START), "b": staleness(read(), Practice(drill(1, "failed")), START)}
    assert rank(found | {"c": []}) == ["b", "a"]


def test_what_changed_is_told_by_sections() -> None:
    assert compare(None, read()) is Change.UNKNOWN
    assert compare(read(WALK.replace("## Symptom\nx", "## Symptom\ny")), read()) is Change.TEXT
    assert compare(read(WALK.replace("60 s", "90 s")), read()) is Change.STEPS
    assert compare(read("# A\nb\n"), read("# A\nc\n")) is Change.STEPS


def test_of_several_drills_the_latest_counts() -> None:
    early, late = drill(9), drill(2, "failed", id="k0000002")
    assert last_drills([late, early]) == {"pg-lag": late}


def test_entries_survive_their_own_form() -> None:
    for entry in (
        drill(failed=["M1"], text="a\nb", minutes=0),
        review(over("b"), stamp(3), "pg-lag", "a", updated=True),
    ):
        assert from_data(to_data(entry)) == entry
        assert list(to_data(entry))[:4] == ["id", "at", "type", "by"]


def test_an_incident_that_is_over_waits_until_somebody_decides() -> None:
    it = over()
    assert waiting([it], []) == {"pg-lag": [ID]}
    assert waiting([it], [review(it, stamp(3), "pg-lag", "a", updated=False, reason="held")]) == {}
    assert waiting([fold(ID, it.events[:-1])], []) == {}
    assert waiting([over(blob="")], []) == {}, "what monitoring links to was not used"


def test_a_decision_is_one_and_true() -> None:
    with pytest.raises(DecisionError):
        review(over(), stamp(3), "pg-lag", "b", updated=False)
    with pytest.raises(DecisionError):
        review(over(), stamp(3), "pg-lag", "b", updated=True, reason="also")
    with pytest.raises(NotUpdatedError):
        review(over(), stamp(3), "pg-lag", "a", updated=True)
    with pytest.raises(NothingToDoError, match="did not use other"):
        review(over(), stamp(3), "other", "b", updated=True)
    assert isinstance(review(over(), stamp(3), "pg-lag", "b", updated=True), Reviewed)
