"""PagerDuty webhooks, version 3: what happened to an incident over there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, State
from revenant.signals.sources.found import Context, Doubt, Found, NotASignalError
from revenant.signals.sources.labels import is_unknown
from revenant.signals.sources.shapes import Attributes, bounded, first_text, mapping, present, text, title
from revenant.signals.sources.times import read_time
from revenant.signals.sources.words import gravity

SUMMARY = "PagerDuty: webhook v3"


def recognises(document: Any) -> bool:
    event = mapping(document).get("event")
    return isinstance(event, dict) and "event_type" in event and "occurred_at" in event


def read(document: Any, context: Context) -> Iterator[Found]:
    """One signal a webhook; webhooks about anything but an incident are doubts."""
    event = mapping(mapping(document).get("event"))
    data, kind = mapping(event.get("data")), text(event.get("event_type"))
    if not kind.startswith("incident."):
        yield Doubt(f"{kind or 'a webhook'}: not about an incident", lost=True)
        return
    incident = mapping(data.get("incident")) or data  # a note or a responder request carries its incident inside
    at, known = read_time(event.get("occurred_at")), first_text(incident, "id", "incident_key")
    if at is None or not known:
        raise NotASignalError("a webhook without a readable occurred_at, or without the incident's id")
    service = text(mapping(incident.get("service")).get("summary"))
    yield Signal(
        id=text(event.get("id")) or f"{known}/{kind}/{at:%Y%m%dT%H%M%S.%f}",
        at=at,
        kind=Kind.ALERT,
        service=context.service if is_unknown(service) else service,
        environment=context.environment,
        name=title(first_text(incident, "title", "summary")),
        severity=_severity(incident),
        status=State.RESOLVED if "resolved" in (kind.rpartition(".")[2], incident.get("status")) else State.FIRING,
        fingerprint=text(incident.get("incident_key")) or known,
        attributes=bounded(_about(incident, kind)),
    )


def _severity(incident: dict[str, Any]) -> Gravity:
    """The priority's name where the table knows it, else the urgency."""
    priority = mapping(incident.get("priority"))
    said = gravity(first_text(priority, "summary", "name"))
    return said or gravity(text(incident.get("urgency"))) or Gravity.NONE


def _about(incident: dict[str, Any], kind: str) -> Attributes:
    """Never a person: who was assigned over there is not a property of the signal."""
    return present(
        event_type=kind,
        incident=incident.get("id"),
        number=incident.get("number"),
        status=incident.get("status"),
        urgency=incident.get("urgency"),
        html_url=incident.get("html_url"),
        service_id=mapping(incident.get("service")).get("id"),
    )
