"""Drills and reviews: what they say of a runbook now."""

from __future__ import annotations

from revenant.incidents.snapshot import fold
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
from tests.conftest import START
from tests.incidents.making import ID, stamp
from tests.runbooks.making import LEGACY, WALK, read
from tests.runbooks.practice.making import drill, over


def reasons(practice: Practice, text: str = WALK) -> list[Reason]:
    return [stale.reason for stale in staleness(read(text), practice, START)]


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


def test_an_incident_that_is_over_waits_until_somebody_decides() -> None:
    it = over()
    assert waiting([it], []) == {"pg-lag": [ID]}
    assert waiting([it], [review(it, stamp(3), "pg-lag", "a", updated=False, reason="held")]) == {}
    assert waiting([fold(ID, it.events[:-1])], []) == {}
    assert waiting([over(blob="")], []) == {}, "what monitoring links to was not used"
