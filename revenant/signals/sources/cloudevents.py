"""CloudEvents 1.0 in structured JSON, with the tracing and correlation extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources import cdevents
from revenant.signals.sources import labels as named
from revenant.signals.sources.found import Context, Doubt, Found, placed
from revenant.signals.sources.shapes import bounded, first_text, mapping, present, text, title
from revenant.signals.sources.times import read_time
from revenant.signals.sources.words import gravity, state

SUMMARY = "CloudEvents 1.0 (structured JSON)"
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", re.IGNORECASE)
_ALERTS = re.compile(r"alert|alarm|incident|problem", re.IGNORECASE)


def recognises(document: Any) -> bool:
    return isinstance(document, dict) and {"specversion", "type", "source", "id"} <= document.keys()


def read(document: Any, context: Context) -> Iterator[Found]:
    """An alert where the type or a severity inside says so, otherwise an event. CDEvents inside are read as such."""
    event = mapping(document)
    data = mapping(event.get("data"))
    if cdevents.recognises(data):
        yield from placed(cdevents.read(data, context), "data")
        return
    facts, at = event | data, read_time(event.get("time"))
    if at is None:
        yield Doubt("it carries no readable time; the time of reading was taken")
    service, guessed = _service(event, facts, context)
    yield Signal(
        id=text(event.get("id")) or signal_id(event),
        at=at or context.now,
        kind=Kind.ALERT if _ALERTS.search(text(event.get("type"))) or _severity(data) else Kind.EVENT,
        service=service,
        environment=named.environment(facts, context.environment),
        name=title(first_text(data, "alertname", "name", "title", "summary")) or title(event.get("type")),
        severity=_severity(data) or Gravity.NONE,
        status=state(first_text(data, "status", "state"))
        or state(text(event.get("type")).rpartition(".")[2])
        or State.FIRING,
        instance=named.instance(facts),
        trace_id=_trace(event) or named.trace(facts),
        request_id=first_text(event, "correlationid", "causationid") or named.request(facts),
        fingerprint=text(data.get("fingerprint")),
        attributes=bounded(_about(event) | data),
    )
    if guessed:
        yield Doubt("no service is named; the end of its source was taken")


def _severity(data: dict[str, Any]) -> Gravity | None:
    return gravity(first_text(data, "severity", "level")) or None


def _trace(event: dict[str, Any]) -> str:
    """The trace id inside a W3C traceparent."""
    found = _TRACEPARENT.fullmatch(text(event.get("traceparent")))
    return named.trace_id(found[1]) if found else ""


def _service(event: dict[str, Any], facts: dict[str, Any], context: Context) -> tuple[str, bool]:
    """The service, and whether it is only the last part of the source's URI."""
    said = named.service(facts, context.service)
    if said != UNKNOWN:
        return said, False
    end = text(event.get("source")).rstrip("/").rpartition("/")[2].rpartition(":")[2]
    return (end, True) if end else (UNKNOWN, False)


def _about(event: dict[str, Any]) -> dict[str, Any]:
    return present(
        type=event.get("type"), event_source=event.get("source"), subject=event.get("subject"),
        causation_id=event.get("causationid"),
    )  # fmt: skip
