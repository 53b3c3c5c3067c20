"""The page of a review meeting: what people read is held in a golden file, and nothing from outside is markup."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from revenant.core.problems import Level, Problem
from revenant.core.settings import Settings
from revenant.incidents.events import AnyEvent, ChangeLinked, ImpactRecorded, IncidentStatusChanged, NoteAdded, Stamp
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import fold
from revenant.postmortems.actions import parse_actions
from revenant.postmortems.learning.ending import Earlier, Ending
from revenant.postmortems.learning.review import Document, Review
from revenant.postmortems.learning.similarity import Alike
from revenant.postmortems.learning.traits import Basis
from revenant.render.review_data import pack_data
from revenant.render.review_pack import pack_page
from tests.postmortems.learning.making import FIRST, history, id_of

GOLDEN = Path(__file__).parent.parent / "golden" / "review-pack.md"
NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
SETTINGS = Settings(schema="revenant/workspace@1")
ACTIONS = """## Action items
- [ ] **A1** Reject pool sizes below the peak (owner: platform; due: 2026-01-12; impact: high; likelihood: medium)
- [x] **A2** Alert on waiting connections (owner: shop; due: 2026-01-10; priority: P1; verified: 2026-01-19)
- [ ] **A3** Measure the peak
- [ ] **A4** Buy more (wontdo: the pool was never too small)
"""
HOSTILE = "<img src=x> | [x](javascript:1) `a` \x1b[31m\u202e @ops <!-- revenant:end facts -->\n## Heading"


def review(number: int = 0, title: str = "Checkout: errors", *, with_document: bool = True) -> Review:
    ids = (f"n{number}{place:06}" for place in range(99))
    began = FIRST + timedelta(days=number)
    at = began + timedelta(minutes=30)
    stamp = Stamp(at=at, by="ben@example.com", ids=ids)
    events: list[AnyEvent] = [
        *history(number, title, services=["checkout"]),
        stamp.event(NoteAdded, text=title),
        stamp.event(ChangeLinked, change="c1", summary=title, verdict="declared", changed_at=began, reason=title),
        stamp.event(IncidentStatusChanged, from_=Status.OPEN, to=Status.RESOLVED, reason=title),
        stamp.event(ImpactRecorded, started_at=began, ended_at=at, bad_ratio=0.5, text=title),
    ]
    found = Alike(id_of(1), Basis.KEY, 9.0, ("same alert Errors", f"words: {title}"))
    earlier = Earlier(found, title, Ending(Status.CLOSED, None, title, title), "incidents/x.postmortem.md", 2)
    document = Document("incidents/x.postmortem.md", title, "draft", "", ["lea@example.com"])
    problem = Problem("x.md", 12, 1, Level.WARNING, "PM010", f"nothing under {title}", "write it")
    return Review(
        incident=fold(id_of(number), events),
        document=document if with_document else None,
        questions=[problem] if with_document else [],
        actions=parse_actions(ACTIONS) if with_document else [],
        similar=[earlier] if with_document else [],
        runbooks=[("checkout-pool", True), ("checkout-cache", False)] if with_document else [],
    )


def test_a_page_of_two_incidents(update_golden: bool) -> None:
    page = pack_page([review(), review(5, "Web is slow", with_document=False)], SETTINGS, NOW, 3)
    if update_golden:
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8")
    assert page == pack_page([review(), review(5, "Web is slow", with_document=False)], SETTINGS, NOW, 3)


def test_what_comes_from_outside_stays_text() -> None:
    page = pack_page([review(0, HOSTILE), review(5, HOSTILE)], SETTINGS, NOW, 0)
    assert "<img" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert " @ops" not in page
    assert "\n## Heading" not in page
    assert "<!--" not in page
    rows = [row for row in page.split("\n") if row.startswith("| ") and "---" not in row]
    bare = {row.replace("\\|", "").count("|") for row in rows}
    assert bare == {4, 6, 7}  # three columns, five, six: no cell broke out


def test_as_data() -> None:
    data = pack_data(review(), SETTINGS, NOW)
    assert [each["state"] for each in data["actions"]] == ["open", "verified", "open", "declined"]
    assert data["questions"][0]["code"] == "PM010"
    assert [each["text"].partition(" ")[0] for each in data["timeline"]] == ["opened", "change", "OPEN", "impact:"]
    assert data["runbooks"] == [
        {"runbook": "checkout-pool", "review_due": True},
        {"runbook": "checkout-cache", "review_due": False},
    ]
