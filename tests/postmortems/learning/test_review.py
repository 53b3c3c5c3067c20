"""What a meeting has to decide follows from what is missing; where nothing is, nothing is asked."""

from __future__ import annotations

from datetime import date

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.incidents.events import ChangeLinked, NoteAdded
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import parse_actions
from revenant.postmortems.learning.ending import Earlier, ending_of
from revenant.postmortems.learning.review import Document, Review, decisions, turning_points
from revenant.postmortems.learning.similarity import Alike
from revenant.postmortems.learning.traits import Basis
from tests.incidents.making import incident, moved, opened, stamp

SETTINGS = Settings(schema="revenant/workspace@1")
TODAY = date(2026, 12, 1)
READY = "## Action items\n- [ ] **A1** One (owner: shop; due: 2026-12-02)\n"
DONE = Document("x.md", "x", "final", "ben@example.com")


def asked(it: IncidentSnapshot, document: Document | None = DONE, actions: str = READY, **more: object) -> list[str]:
    review = Review(it, document, [], parse_actions(actions), (), ())._replace(**more)  # type: ignore[arg-type]
    return decisions(review, SETTINGS, TODAY)


def test_what_is_complete_asks_nothing() -> None:
    assert asked(incident(opened(), moved(5, "OPEN", "RESOLVED"))) == []


def test_a_missing_postmortem_is_asked_for_where_the_severity_does() -> None:
    assert "Who writes the postmortem" in asked(incident(opened()), None)[0]
    assert asked(incident(opened(severity=Severity.SEV4)), None) == []


def test_an_unfinished_one_is_to_be_moved_on() -> None:
    assert asked(incident(opened()), DONE._replace(status="draft", owner="")) == [
        "Who owns the postmortem?",
        "Is it ready for review?",
    ]
    assert asked(incident(opened()), DONE._replace(status="review")) == ["Is it final?"]


def test_actions_without_owner_or_day_or_late_are_asked_about() -> None:
    late = "[ ] **A2** Two (owner: shop; due: 2026-11-30)"
    rows = ["[ ] **A1** One", late, "[x] **A3** Three", "[ ] **A4** Four (wontdo: x)"]
    text = "## Action items\n" + "".join(f"- {row}\n" for row in rows)
    assert asked(incident(opened()), actions=text) == [
        "A1 has no owner and no due date: whose is it, and by when?",
        "A2 was due on 2026-11-30: keep it, move it, or decline it?",
    ]
    assert asked(incident(opened()), actions="") == ["Does nothing follow from it? There is no action item."]


def test_changes_runbooks_and_what_an_alike_one_left_undone() -> None:
    said = [
        stamp(place).event(ChangeLinked, change=f"c{place}", verdict=word)
        for place, word in enumerate(["confirmed", "refuted", "declared"])
    ]
    it = incident(opened(), *said)
    left = Earlier(Alike("INC-20260101-00001", Basis.KEY, 5.0, ("x",)), "x", ending_of(it), "", 2)
    alike = [left, left._replace(open_actions=0), left._replace(alike=left.alike._replace(basis=Basis.WORDS))]
    assert asked(it, similar=alike, runbooks=[("pool", True), ("cache", False)]) == [
        "Was change c2 a cause? It is declared.",
        "Runbook pool: change it, or is it right as it is?",
        "INC-20260101-00001 was like this and has 2 actions open: would they have prevented this?",
    ]


def test_notes_are_no_turning_points() -> None:
    it = incident(opened(), stamp(1).event(NoteAdded, text="x"), moved(2, "OPEN", "RESOLVED"))
    assert [event.type for event in turning_points(it)] == ["INCIDENT_OPENED", "INCIDENT_STATUS_CHANGED"]
