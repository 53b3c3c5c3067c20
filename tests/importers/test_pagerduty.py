"""PagerDuty's incidents and log entries become incidents with their own times, and what is assumed is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.errors import InvalidFileError
from revenant.importers.batch import Batch, File, Imported
from revenant.importers.decoding import Skipped
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome
from tests.importers.trying import CONTEXT, bring, by_source, data, folded, moves, notes, only, outcomes, read, sound

INCIDENT = {
    "id": "Q1",
    "incident_number": 7,
    "title": "Checkout is slow",
    "status": "resolved",
    "urgency": "high",
    "created_at": "2026-10-05T10:00:00Z",
    "resolved_at": "2026-10-05T11:00:00Z",
    "service": {"summary": "Checkout"},
}


def exported() -> Batch:
    return bring("pagerduty", *read("pagerduty_incidents.json", "pagerduty_log_entries.json"))


def bring_rows(*rows: Any) -> Batch:
    incidents = [row for row in rows if not (isinstance(row, dict) and "_log_entry" in str(row.get("type", "")))]
    entries = [row for row in rows if row not in incidents]
    return bring(
        "pagerduty", File(json.dumps({"incidents": incidents, "log_entries": entries}).encode(), "export.json")
    )


def entry(kind: str, clock: str, **fields: Any) -> dict[str, Any]:
    """A log entry of the incident Q1."""
    own = {"id": f"R{kind}{clock}", "type": f"{kind}_log_entry", "created_at": f"2026-10-05T{clock}:00Z"}
    return own | {"incident": {"id": "Q1"}} | fields


def one(*entries: dict[str, Any], **fields: Any) -> Imported:
    return only(bring_rows(data(**INCIDENT | fields), *entries))


def test_log_entries_give_everything_its_own_time() -> None:
    found = by_source(exported())["pagerduty:Q1EXAMPLE"]
    it = folded(found)
    assert moves(found) == ["10:04 OPEN → ACKNOWLEDGED", "11:05 ACKNOWLEDGED → RESOLVED"]
    assert (it.severity, it.services, it.responders) == (Severity.SEV2, ["checkout-api"], ["Ana"])
    assert it.acknowledged_by == "Ana"
    assert [(each.to, each.reason) for each in it.escalations] == [("Ana", "Escalated to Ana")]
    assert notes(found) == ["Ana: Rolled back 41"]
    assert [link.target for link in it.links] == ["https://shop.pagerduty.example.com/incidents/Q1EXAMPLE"]
    assert found.doubts == ["log entries that stand twice or cannot be read: 1; left out"]


def test_without_log_entries_the_incidents_own_times_count() -> None:
    found = by_source(exported())["pagerduty:Q2EXAMPLE"]
    assert moves(found) == ["10:05 OPEN → ACKNOWLEDGED"]
    assert folded(found).acknowledged_by == "lea@example.com"
    assert folded(found).responders == ["lea@example.com"], "a person of the workspace, not whoever imports"
    assert [link.target for link in folded(found).links] == ["PagerDuty #42"]
    assert found.doubts == ["it names no service", "it has no title"]


def test_an_end_before_the_start_stays_and_is_invalid() -> None:
    found = by_source(exported())["pagerduty:Q3EXAMPLE"]
    assert outcomes(found)["MTTR"] is Outcome.INVALID
    assert (folded(found).status, notes(found)) == (Status.RESOLVED, ["Status there: ACKNOWLEDGED"])
    assert "it was resolved before it started; its length counts as invalid" in found.doubts


def test_log_entries_alone_are_an_incident_too() -> None:
    found = by_source(exported())["pagerduty:Q4EXAMPLE"]
    assert (found.title, folded(found).is_open) == ("Queue is full", True)
    assert "only its log entries are there; the rest of it is not known" in found.doubts


def test_log_entries_alone_may_name_their_incident() -> None:
    mail = {"id": "Q9", "summary": "[#9] Mail is late"}
    found = only(bring_rows(entry("acknowledge", "10:10", incident=mail), entry("resolve", "10:30", incident=mail)))
    assert (found.title, moves(found)) == (
        "[#9] Mail is late",
        ["10:10 OPEN → ACKNOWLEDGED", "10:30 ACKNOWLEDGED → RESOLVED"],
    )
    assert "nothing says when it was triggered; the time of its first log entry was taken" in found.doubts
    assert "only its log entries are there; the rest of it is not known" in found.doubts


def test_log_entries_of_what_nothing_names_are_no_incident() -> None:
    batch = bring_rows(INCIDENT, entry("resolve", "10:30", incident={"id": "Q9"}))
    assert [found.source for found in batch.imported.values()] == ["pagerduty:Q1"]
    (left,) = batch.skipped
    assert left.source == "pagerduty:Q9"
    assert left.reason.startswith("only log entries of it are there, and none says what it is")


def test_every_log_is_sound() -> None:
    assert all(sound(found) for found in exported().imported.values())


def test_pages_of_any_number_of_files_are_joined() -> None:
    files = [
        File(json.dumps(page).encode(), name)
        for name, page in {
            "log.json": {"log_entries": [entry("acknowledge", "10:05", agent={"summary": "Lea"})], "more": True},
            "one.json": {"incident": INCIDENT},
            "more.json": {"log_entries": [entry("resolve", "10:30")], "more": False},
        }.items()
    ]
    assert moves(only(bring("pagerduty", *files))) == ["10:05 OPEN → ACKNOWLEDGED", "10:30 ACKNOWLEDGED → RESOLVED"]


def test_lines_and_lists_are_read_as_well() -> None:
    lines = "\n".join(json.dumps(row) for row in (INCIDENT, entry("acknowledge", "10:05"))).encode()
    assert len(moves(only(bring("pagerduty", File(lines, "a.jsonl"))))) == 2
    assert len(moves(only(bring("pagerduty", File(json.dumps([INCIDENT]).encode(), "a.json"))))) == 1
    embedded = {**INCIDENT, "log_entries": [entry("acknowledge", "10:05")], "notes": [{"content": "Held"}]}
    assert notes(only(bring_rows(embedded))) == ["Held"]
    assert len(moves(only(bring_rows(embedded)))) == 2


def test_an_incident_that_came_back_came_back() -> None:
    log = [entry("acknowledge", "10:05"), entry("resolve", "10:30"), entry("acknowledge", "10:40")]
    found = one(*log, entry("resolve", "10:50"))
    assert moves(found) == [
        "10:05 OPEN → ACKNOWLEDGED",
        "10:30 ACKNOWLEDGED → RESOLVED",
        "10:40 RESOLVED → INVESTIGATING",
        "10:50 INVESTIGATING → RESOLVED",
    ]
    assert sound(found)


def test_people_join_when_they_are_given_it() -> None:
    found = one(
        entry("assign", "10:01", assignees=[{"summary": "Lea"}, {"summary": "Max"}]),
        entry("delegate", "10:20", assignees=[{"summary": "Nia"}]),
        entry("resolve", "10:30", agent={"summary": "Nia"}),
    )
    assert folded(found).responders == ["lea@example.com", "Max", "Nia"]


def test_other_entries_are_notes_and_notifications_are_left_out() -> None:
    found = one(
        entry("notify", "10:01", summary="Rang somebody"),
        entry("snooze", "10:02", summary="Snoozed for an hour"),
        entry("teleport", "10:03", summary="Went away"),
        entry("annotate", "10:04", channel={"type": "note", "content": "Look at the pool"}, agent={"summary": "Lea"}),
        entry("resolve", "10:30"),
    )
    assert notes(found) == ["Snoozed for an hour", "Went away", "Lea: Look at the pool"]
    assert found.doubts == ["log entries of type 'teleport_log_entry' are not known; kept as notes"]


@pytest.mark.parametrize(
    ("said", "own", "severity"),
    [
        ({"priority": {"summary": "P1"}}, {}, "SEV1"),
        ({"priority": {"summary": "SEV-3"}}, {}, "SEV3"),
        ({"priority": None}, {}, "SEV2"),
        ({"priority": None, "urgency": "low"}, {}, "SEV3"),
        ({"priority": {"summary": "Blocker"}}, {"blocker": Severity.SEV1}, "SEV1"),
        ({"priority": None}, {"High": Severity.SEV4}, "SEV4"),
    ],
)
def test_priority_then_urgency_is_the_severity(said: dict[str, Any], own: dict[str, Severity], severity: str) -> None:
    context = CONTEXT._replace(imports=Imports(priority=own))
    content = json.dumps({"incidents": [INCIDENT | said]}).encode()
    assert folded(only(bring("pagerduty", File(content, "a.json"), context=context))).severity == severity


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"priority": {"summary": "Purple"}}, "priority or urgency 'Purple' is not in the table; SEV3 was assumed"),
        ({"urgency": None}, "its priority is not in the table; SEV3 was assumed"),
        ({"service": None}, "it names no service"),
        ({"title": " "}, "it has no title"),
        ({"status": "pondering"}, "status 'pondering' is not known"),
        ({"status": "triggered"}, "its status is triggered, and it has a time of resolution; that counts"),
        ({"resolved_at": None, "last_status_change_at": "2026-10-05T11:00:00Z"}, "time of its last change was taken"),
        ({"resolved_at": "tomorrow"}, "its resolved_at 'tomorrow' is not a time, and is left out"),
        ({"resolved_at": "2031-01-01T00:00:00Z"}, "its resolved_at lies in the future, and is left out"),
        ({"resolve_reason": {"type": "merge_resolve_reason", "incident": {"id": "Q9"}}}, "it was merged into Q9 there"),
        ({"status": None, "resolved_at": None}, "nothing says that it was resolved; it is open here"),
        ({}, "no log entries: whether and when it was acknowledged is not known"),
        ({"title": "x" * 400}, "its title is longer than 300 characters and was cut"),
    ],
)
def test_what_is_doubtful_is_imported_and_said(fields: dict[str, Any], said: str) -> None:
    found = one(**fields)
    assert any(said in doubt for doubt in found.doubts), found.doubts
    assert sound(found)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": "x"}, "has no id"),
        ({"id": 7}, "has no id"),
        ({"id": "Q1", "title": "x"}, "no time in it can be read"),
        (INCIDENT | {"created_at": "2031-01-01T00:00:00Z"}, "no time in it can be read"),
        (INCIDENT | {"title": ["x"]}, "is not an incident of PagerDuty"),
        (entry("resolve", "10:30", incident=None), "a log entry that names no incident"),
        ("text", "is neither an incident nor a log entry"),
    ],
)
def test_what_cannot_be_an_incident_is_left_out(row: Any, reason: str) -> None:
    (skipped,) = bring_rows(row).skipped
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason


def test_an_incident_on_two_pages_comes_once() -> None:
    batch = bring_rows(INCIDENT, INCIDENT, entry("acknowledge", "10:05"))
    assert len(moves(only(batch))) == 2
    assert [row.reason.partition(",")[0] for row in batch.skipped] == ["already among these rows"]


@pytest.mark.parametrize("content", [b"{}", b'{"users": []}', b"[" * 9000, b"3"])
def test_other_documents_are_refused(content: bytes) -> None:
    with pytest.raises(InvalidFileError):
        bring("pagerduty", File(content, "a.json"))
