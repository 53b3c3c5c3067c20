"""Statuspage rows become incidents with the page's own times, or are left out with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.importers import IMPORTERS, statuspage
from revenant.importers.batch import Batch, Context, Imported, gather
from revenant.importers.decoding import Raw, Skipped
from revenant.incidents.events import ImpactRecorded, IncidentStatusChanged, NoteAdded
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome, measure
from revenant.incidents.snapshot import IncidentSnapshot, fold

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = Context("ben@example.com", NOW, Imports())


def page() -> bytes:
    return Path(__file__).with_name("status_page.json").read_bytes()


def imported(content: bytes, context: Context = CONTEXT) -> Batch:
    return gather(statuspage.read(content, "page.json"), statuspage.convert, context, {}, [])


def one(context: Context = CONTEXT, **fields: Any) -> Imported | Skipped:
    """One row of an archived feed: ten minutes, from Investigating to Resolved, unless `fields` say otherwise."""
    row = {
        "id": "1",
        "title": "Checkout is slow",
        "impact": "minor",
        "components": ["Checkout"],
        "updates": [post("10:00", "Investigating"), post("10:10", "Resolved")],
        "resolved_at": "2026-10-05T10:10:00Z",
    }
    return statuspage.convert(Raw("feed:1", row | fields), context)


def post(clock: str, status: str, message: str = "") -> dict[str, str]:
    return {"at": f"2026-10-05T{clock}:00Z", "status": status, "message": message}


def folded(found: Imported | Skipped) -> IncidentSnapshot:
    assert isinstance(found, Imported), found
    return fold("INC-20261005-00000", found.events)


def doubts(found: Imported | Skipped) -> str:
    assert isinstance(found, Imported), found
    return "; ".join(found.doubts)


def moves(found: Imported) -> list[tuple[str, str, str]]:
    return [
        (f"{event.at:%H:%M}", event.from_.value, event.to.value)
        for event in found.events
        if isinstance(event, IncidentStatusChanged)
    ]


# --- the API's document ---------------------------------------------------------------------


def test_the_api_document_is_read_newest_first() -> None:
    slow, web = imported(page()).imported.values()
    assert moves(slow) == [
        ("10:00", "OPEN", "INVESTIGATING"),
        ("10:20", "INVESTIGATING", "MITIGATING"),
        ("10:40", "MITIGATING", "MITIGATED"),
        ("10:50", "MITIGATED", "INVESTIGATING"),
        ("10:50", "INVESTIGATING", "MITIGATING"),
        ("10:55", "MITIGATING", "MITIGATED"),
        ("11:05", "MITIGATED", "RESOLVED"),
    ]
    assert moves(web) == [("11:00", "OPEN", "INVESTIGATING"), ("11:30", "INVESTIGATING", "MITIGATED")]


def test_the_fold_agrees_with_the_page() -> None:
    it = folded(next(iter(imported(page()).imported.values())))
    assert (it.status, it.severity, it.contested, it.source) == (
        Status.RESOLVED,
        Severity.SEV2,
        False,
        "statuspage:p31zjtct2jer",
    )
    assert it.services == ["checkout-api", "payments-refunds"]
    assert (it.detected_at, it.started_at) == (
        datetime(2026, 10, 5, 10, tzinfo=UTC),
        datetime(2026, 10, 5, 9, 48, tzinfo=UTC),
    )
    assert it.acknowledged_at is None
    assert [event.text for event in it.events if isinstance(event, NoteAdded)][-1] == "The pool was too small."
    assert [link.target for link in it.links] == ["https://status.example.com/p31zjtct2jer"]


def test_going_back_says_why() -> None:
    slow = next(iter(imported(page()).imported.values()))
    reasons = [event.reason for event in slow.events if isinstance(event, IncidentStatusChanged) and event.reason]
    assert reasons == ["the page went back from monitoring to identified"]


def test_what_is_still_open_stays_open_and_is_said() -> None:
    _, web = imported(page()).imported.values()
    assert folded(web).is_open
    assert folded(web).services == ["web"]
    assert "it is open here" in doubts(web)


def test_maintenance_is_left_out_with_its_reason() -> None:
    (skipped,) = imported(page()).skipped
    assert skipped == Skipped("statuspage:maint1", "Database upgrade", "scheduled maintenance, not an incident")


def test_every_event_is_marked_as_recorded_now_in_the_order_written() -> None:
    for found in imported(page()).imported.values():
        ids = [event.id for event in found.events]
        assert ids == sorted(set(ids))
        assert {event.recorded for event in found.events} == {NOW}
        assert fold("", found.events).events == sorted(found.events, key=lambda event: (event.at, event.id))


# --- twice and in two clones ----------------------------------------------------------------


def test_no_incident_comes_twice() -> None:
    rows = statuspage.read(page(), "a.json") + statuspage.read(page(), "b.json")
    batch = gather(rows, statuspage.convert, CONTEXT, {"statuspage:open1": "INC-20261123-00000"}, [])
    assert len(batch.imported) == 1
    reasons = [row.reason for row in batch.skipped if row.source != "statuspage:maint1"]
    assert [reason.partition(",")[0] for reason in reasons] == [
        "imported before",
        "already among these rows",
        "imported before",
    ]


def test_two_clones_give_the_same_ids() -> None:
    later = Context("ana@example.com", NOW + timedelta(days=1), Imports())
    mine, theirs = imported(page()), imported(page(), later)
    assert list(mine.imported) == list(theirs.imported)
    for incident, found in mine.imported.items():
        both = [*found.events, *theirs.imported[incident].events]
        assert len(fold(incident, both).events) == len(found.events)


def test_an_id_in_use_is_not_taken_again() -> None:
    rows = statuspage.read(page(), "page.json")
    free = imported(page())
    other = gather(rows, statuspage.convert, CONTEXT, {}, free.imported)
    assert len(other.imported) == 2
    assert not set(other.imported) & set(free.imported)


# --- how words map --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("impact", "severity"), [("critical", "SEV1"), ("major", "SEV2"), ("minor", "SEV3"), ("none", "SEV4")]
)
def test_impact_becomes_a_severity(impact: str, severity: str) -> None:
    assert folded(one(impact=impact)).severity == severity


def test_settings_override_both_tables() -> None:
    names = {"checkout": "shop", "Visit our site": ""}
    context = CONTEXT._replace(imports=Imports(impact={"Minor": Severity.SEV1}, components=names))
    it = folded(one(context, components=["Checkout", "Visit our site", "Pull Requests", "Ünïcode  Näme"]))
    assert it.severity is Severity.SEV1
    assert it.services == ["shop", "pull-requests", "ünïcode-näme"]


def test_updates_are_notes_and_repeat_no_status() -> None:
    row = [post("10:00", "Investigating"), post("10:01", "Update", "More"), post("10:02", "Investigating", "Still")]
    found = one(updates=[*row, post("10:03", "Postmortem", "Why"), post("10:04", "Resolved")])
    assert isinstance(found, Imported)
    assert moves(found) == [("10:00", "OPEN", "INVESTIGATING"), ("10:04", "INVESTIGATING", "RESOLVED")]
    assert [event.text for event in found.events if isinstance(event, NoteAdded)] == ["More", "Still", "Why"]


def test_several_updates_in_one_second_keep_their_order() -> None:
    row = [post("10:00", word, word) for word in ("Investigating", "Identified", "Monitoring", "Resolved")]
    it = folded(one(updates=row))
    assert (it.status, it.contested) == (Status.RESOLVED, False)
    assert [event.text for event in it.events if isinstance(event, NoteAdded)][-1] == "Resolved"


def test_words_of_an_impact_window_that_were_posted_stand_once_in_the_record() -> None:
    window = {"start_at": "2026-10-05T09:30:00Z", "end_at": "2026-10-05T10:30:00Z", "context": " Over. "}
    update = {"status": "resolved", "body": "Over.", "created_at": "2026-10-05T11:00:00Z"}
    it = folded(one(incident_updates=[update], impact_window=window))
    assert (it.notes, it.impacts[0].text) == (["Over."], "")


def test_an_impact_window_is_the_impact() -> None:
    window = {"start_at": "2026-10-05T09:30:00Z", "end_at": "2026-10-05T10:30:00Z", "context": "Half of all calls"}
    it = folded(one(impact_window=window))
    (impact,) = it.impacts
    assert isinstance(impact, ImpactRecorded)
    assert impact.text == "Half of all calls"
    assert (it.started_at, it.impact_ended_at) == (impact.started_at, impact.ended_at)
    assert (it.started_at or NOW).minute == 30


def test_posted_in_retrospect_is_named_and_never_acknowledged() -> None:
    found = one(updates=[post("10:10", "Resolved", "It was slow for a while.")])
    it = folded(found)
    assert it.in_retrospect
    assert "posted in retrospect" in doubts(found)
    outcomes = {span.name: span.outcome for span in measure(it)}
    assert outcomes["MTTA"] is outcomes["MTTD"] is Outcome.NOT_APPLICABLE


# --- doubt ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"impact": None}, "impact None is not in the table; SEV3 was assumed"),
        ({"impact": "apocalyptic"}, "SEV3 was assumed"),
        ({"components": None}, "no components"),
        ({"components_source": "a model"}, "guessed by a model"),
        ({"title": " "}, "no title"),
        ({"updates": [post("10:00", "Panicking", "!"), post("10:10", "Resolved")]}, "'panicking' is not known"),
        ({"updates": [post("10:00", "Investigating"), post("25:00", "Resolved")]}, "1 updates have no readable time"),
        ({"updates": [{"status": "Resolved", "message": "x"}], "started_at": "2026-10-05T10:00:00Z"}, "row's own"),
        ({"updates": [post("10:00", "Investigating")]}, "the row's own time was taken"),
        ({"updates": [post("10:20", "Monitoring")], "resolved_at": None}, "it is open here"),
        ({"started_at": "2026-10-05T10:05:00Z"}, "start is later than its first update"),
        ({"impact_window": {"start_at": "2026-10-05T10:00:00Z", "end_at": "2026-10-05T09:00:00Z"}}, "impact window"),
        ({"impact_window": {"start_at": "yesterday"}}, "impact window"),
        ({"impact_window": {"start_at": "2025-10-05T10:00:00Z", "end_at": "2025-10-05T11:00:00Z"}}, "is over before"),
    ],
)
def test_what_is_doubtful_is_imported_and_said(fields: dict[str, Any], said: str) -> None:
    found = one(**fields)
    assert said in doubts(found)
    assert folded(found).detected_at is not None


def test_unsorted_updates_are_sorted_and_said() -> None:
    row = [post("10:05", "Monitoring"), post("10:00", "Investigating"), post("10:20", "Resolved")]
    found = one(updates=row, resolved_at="2026-10-05T10:20:00Z")
    assert "not in order of time" in doubts(found)
    assert folded(found).resolved_at == datetime(2026, 10, 5, 10, 20, tzinfo=UTC)
    assert not folded(found).contested


@pytest.mark.parametrize(
    "fields",
    [
        {
            "updates": [post("10:00", "Investigating"), post("09:00", "Resolved"), post("10:30", "Update")],
            "resolved_at": None,
        },
        {"updates": [post("10:00", "Investigating"), post("10:30", "Update")], "resolved_at": "2026-10-05T09:00:00Z"},
    ],
)
def test_resolved_before_it_started_is_invalid_never_negative(fields: dict[str, Any]) -> None:
    found = one(**fields)
    assert "resolved before it started" in doubts(found)
    it = folded(found)
    assert it.status is Status.RESOLVED
    assert {span.name: span.outcome for span in measure(it)}["MTTR"] is Outcome.INVALID


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": None}, "has no id"),
        ({"updates": [], "resolved_at": None}, "no time in it"),
        ({"updates": [{"at": "2031-01-01T00:00:00Z", "status": "Investigating"}]}, "no time in it"),
        ({"updates": "none"}, "is not a Statuspage incident"),
        ({"impact": "maintenance"}, "scheduled maintenance"),
        ({"updates": [post("10:00", "In progress")]}, "scheduled maintenance"),
    ],
)
def test_what_cannot_be_an_incident_is_left_out(fields: dict[str, Any], reason: str) -> None:
    found = one(**fields)
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_the_registry_knows_it() -> None:
    assert IMPORTERS["statuspage"] is statuspage
