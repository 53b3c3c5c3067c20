"""Opsgenie's incidents and alerts become incidents, by their reports and timelines or by what has to be assumed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.errors import InvalidFileError
from revenant.importers.batch import File, Imported
from revenant.importers.decoding import Skipped
from revenant.incidents.lifecycle import Status
from revenant.incidents.measurements import Outcome
from tests.importers.trying import CONTEXT, bring, by_source, data, folded, moves, notes, only, outcomes, read, sound

ALERT = {
    "id": "a9",
    "tinyId": "9",
    "alias": "disk",
    "message": "Disk full",
    "status": "closed",
    "acknowledged": True,
    "priority": "P3",
    "createdAt": "2026-10-05T10:00:00Z",
    "updatedAt": "2026-10-06T10:00:00Z",
    "details": {"service": "orders-db"},
    "report": {"ackTime": 240_000, "closeTime": 3_600_000, "acknowledgedBy": "Lea", "closedBy": "Max"},
}
SERVICE = "7fe12fa4-1111-4f57-b5ca-3b9a5a4a1111"


def one(**fields: Any) -> Imported:
    content = json.dumps({"data": [data(**ALERT | fields)]}).encode()
    return only(bring("opsgenie", File(content, "alerts.json")))


def test_an_incident_with_its_timeline() -> None:
    found = by_source(bring("opsgenie", *read("opsgenie_incidents.json")))
    slow = found["opsgenie:70413a06-38d6-4c85-92b8-5ebc900d42e2"]
    it = folded(slow)
    assert moves(slow) == ["10:04 OPEN → ACKNOWLEDGED", "11:05 ACKNOWLEDGED → RESOLVED"]
    assert (it.severity, it.tags, it.responders) == (Severity.SEV2, ["checkout"], ["lea@example.com"])
    assert (it.started_at, it.impact_ended_at) == (
        datetime(2026, 10, 5, 9, 48, tzinfo=UTC),
        datetime(2026, 10, 5, 11, 5, tzinfo=UTC),
    )
    assert notes(slow) == ["Lea: The pool is exhausted"]
    assert slow.doubts[:2] == [
        "nothing says when it was resolved; the end of impact was taken",
        "it names services by ids that `imports.components` does not have, and they are left out",
    ]
    assert folded(found["opsgenie:2"]).is_open


def test_ids_of_services_mean_what_the_workspace_says() -> None:
    own = CONTEXT._replace(imports=Imports(components={SERVICE.upper(): "checkout"}, priority={"p2": Severity.SEV1}))
    found = bring("opsgenie", *read("opsgenie_incidents.json"), context=own)
    it = folded(next(iter(found.imported.values())))
    assert (it.services, it.severity) == (["checkout"], Severity.SEV1)


def test_a_report_counts_milliseconds_from_the_creation() -> None:
    found = one()
    assert moves(found) == ["10:04 OPEN → ACKNOWLEDGED", "11:00 ACKNOWLEDGED → RESOLVED"]
    assert folded(found).acknowledged_by == "lea@example.com"
    assert (folded(found).responders, folded(found).services) == (["lea@example.com", "Max"], ["orders-db"])
    assert found.doubts == []


def test_every_log_is_sound() -> None:
    batch = bring("opsgenie", *read("opsgenie_incidents.json", "opsgenie_alerts.json"))
    assert len(batch.imported) == 4
    assert all(sound(found) for found in batch.imported.values())


def test_an_end_before_the_start_stays_and_is_invalid() -> None:
    found = one(report={"ackTime": 240_000, "closeTime": -3_600_000})
    assert outcomes(found)["MTTR"] is Outcome.INVALID
    assert folded(found).status is Status.RESOLVED
    assert "it was resolved before it started; its length counts as invalid" in found.doubts


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"priority": None}, "priority None is not in the table; SEV3 was assumed"),
        ({"details": None}, "it names no service"),
        ({"message": None}, "it has no title"),
        ({"status": "haunted"}, "status 'haunted' is not known"),
        ({"status": "open"}, "its status is open, and it has a time of resolution; that counts"),
        ({"report": None, "status": "open"}, "it was acknowledged, and nothing says when"),
        ({"report": None}, "nothing says when it was resolved; the time of its last change was taken"),
        ({"report": None, "updatedAt": None}, "it is over, and nothing says since when; the last time known was taken"),
        ({"report": {"closeTime": "soon"}}, "its report.closeTime is not a time span, and is left out"),
        ({"report": {"closeTime": 10**30}}, "its report.closeTime is not a time span, and is left out"),
        ({"report": {"closeTime": 10**13}}, "its report.closeTime lies in the future, and is left out"),
        ({"impactStartDate": "2026-10-05T11:00:00Z", "impactEndDate": "2026-10-05T09:00:00Z"}, "ends before it starts"),
        ({"impactEndDate": "2026-10-05T11:00:00Z"}, "its impact has an end and no start; its creation was taken"),
    ],
)
def test_what_is_doubtful_is_imported_and_said(fields: dict[str, Any], said: str) -> None:
    found = one(**fields)
    assert any(said in doubt for doubt in found.doubts), found.doubts
    assert sound(found)


@pytest.mark.parametrize(
    "logs",
    [
        {
            "logs": [
                {"log": "Closed by policy", "owner": "System", "createdAt": "2026-10-05T10:30:00Z", "type": "system"}
            ]
        },
        {"logs": {"data": [{"log": "Closed by policy", "owner": "System", "createdAt": "2026-10-05T10:30:00Z"}]}},
        {"notes": [{"note": "Closed by policy", "owner": "System", "createdAt": "2026-10-05T10:30:00Z"}]},
        {"timeline": {"data": {"entries": [{"title": {"content": "Closed by policy"}, "actor": {"name": "System"}}]}}},
    ],
)
def test_logs_are_notes_wherever_an_export_puts_them(logs: dict[str, Any]) -> None:
    assert notes(one(**logs)) == ["System: Closed by policy"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"message": "x"}, "has no id"),
        ({"id": "a", "message": "x"}, "it has no createdAt"),
        (ALERT | {"createdAt": "long ago"}, "its createdAt 'long ago' is not a time"),
        (ALERT | {"tags": "x"}, "is neither an incident nor an alert of Opsgenie"),
        ("text", "has no id"),
    ],
)
def test_what_cannot_be_an_incident_is_left_out(row: Any, reason: str) -> None:
    (skipped,) = bring("opsgenie", File(json.dumps([row]).encode(), "a.json")).skipped
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason


def test_other_documents_are_refused() -> None:
    with pytest.raises(InvalidFileError):
        bring("opsgenie", File(b'{"data": {"entries": []}}', "a.json"))
