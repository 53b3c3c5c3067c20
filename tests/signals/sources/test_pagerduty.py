"""PagerDuty webhooks: what an incident over there says here."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.signals.signal import Gravity, Kind, State
from revenant.signals.sources import detect
from tests.signals.sources.reading import at, found, only

DATA: dict[str, Any] = {
    "id": "PINC1",
    "type": "incident",
    "html_url": "https://example.pagerduty.com/incidents/PINC1",
    "number": 12,
    "status": "triggered",
    "incident_key": "orders-full",
    "title": "Orders are not taken",
    "service": {"id": "PSVC1", "summary": "orders"},
    "assignees": [{"summary": "Ana Example"}],
    "priority": {"summary": "P1"},
    "urgency": "high",
}


def _webhook(kind: str = "incident.triggered", **data: Any) -> dict[str, Any]:
    event = {
        "id": "01EVENT",
        "event_type": kind,
        "resource_type": "incident",
        "occurred_at": "2026-11-23T10:00:00.000Z",
    }
    return {"event": event | {"data": DATA | data}}


def test_a_triggered_incident_and_never_a_person() -> None:
    document = _webhook()
    assert detect(document) == "pagerduty"
    signal = only(document)
    assert (signal.id, signal.at, signal.kind, signal.status) == ("01EVENT", at(10), Kind.ALERT, State.FIRING)
    assert (signal.service, signal.name, signal.severity) == ("orders", "Orders are not taken", Gravity.CRITICAL)
    assert signal.fingerprint == "orders-full"
    assert "Ana" not in str(signal.attributes)


@pytest.mark.parametrize(
    ("priority", "urgency", "meant"),
    [
        ({"summary": "P3"}, "high", Gravity.WARNING),
        (None, "high", Gravity.ERROR),
        ({"summary": "Urgent"}, "low", Gravity.INFO),
        (None, None, Gravity.NONE),
    ],
)
def test_priority_then_urgency(priority: Any, urgency: Any, meant: Gravity) -> None:
    assert only(_webhook(priority=priority, urgency=urgency)).severity is meant


def test_resolution_and_notes() -> None:
    assert only(_webhook("incident.resolved", status="resolved")).status is State.RESOLVED
    note = {"event": _webhook("incident.annotated")["event"] | {"data": {"id": "PNOTE", "incident": DATA}}}
    assert only(note).fingerprint == "orders-full"


def test_other_webhooks_are_doubts() -> None:
    for document in (_webhook("service.updated"), _webhook("pagey.ping"), _webhook(id="", incident_key="")):
        signals, doubts = found(document)
        assert not signals
        assert [doubt.lost for doubt in doubts] == [True]
