"""CDEvents: services deployed, upgraded, rolled back, published, removed; environments; incidents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import UNKNOWN, Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources import labels as named
from revenant.signals.sources.found import Context, Found, NotASignalError
from revenant.signals.sources.shapes import bounded, first_text, mapping, present, text, title
from revenant.signals.sources.times import read_time
from revenant.signals.sources.words import gravity

SUMMARY = "CDEvents: service, environment and incident events"
_TYPE = re.compile(r"dev\.cdevents\.([a-z]+)\.([a-z]+)")


def recognises(document: Any) -> bool:
    context = mapping(mapping(document).get("context"))
    return text(context.get("type")).startswith("dev.cdevents.") and "subject" in document


def read(document: Any, context: Context) -> Iterator[Found]:
    """A change event for services and environments, an alert for incidents."""
    about, subject = mapping(mapping(document).get("context")), mapping(mapping(document).get("subject"))
    kind = text(about.get("type"))
    match = _TYPE.match(kind)
    noun, verb = (match[1], match[2]) if match else ("", "")
    at = read_time(about.get("timestamp"))
    if noun not in ("service", "environment", "incident"):
        raise NotASignalError(f"{kind}: not about a service, an environment or an incident")
    if at is None:
        raise NotASignalError(f"an event whose timestamp cannot be read: {about.get('timestamp')!r}")
    content, custom = mapping(subject.get("content")), mapping(mapping(document).get("customData"))
    is_incident = noun == "incident"
    yield Signal(
        id=text(about.get("id")) or signal_id(document),
        at=at,
        kind=Kind.ALERT if is_incident else Kind.EVENT,
        service=_service(noun, subject, content) or context.service,
        environment=_environment(noun, subject, content) or context.environment,
        name=title(content.get("description")) if is_incident else f"{noun} {verb}",
        severity=gravity(first_text(custom, *named.SEVERITY)) or (Gravity.NONE if is_incident else Gravity.INFO),
        status=State.RESOLVED if verb == "resolved" else State.FIRING,
        fingerprint=text(subject.get("id")),
        attributes=bounded(_about(about, content, custom) | {"type": kind}),
    )


def _service(noun: str, subject: dict[str, Any], content: dict[str, Any]) -> str:
    """A service event is about its subject; an incident names the service inside."""
    said = text(subject.get("id")) if noun == "service" else text(mapping(content.get("service")).get("id"))
    return _last(said)


def _environment(noun: str, subject: dict[str, Any], content: dict[str, Any]) -> str:
    if noun == "environment":
        return first_text(content, "name") or _last(text(subject.get("id")))
    return _last(text(mapping(content.get("environment")).get("id")))


def _last(identifier: str) -> str:
    """The name at the end of an identifier that may be a path."""
    name = identifier.rstrip("/").rpartition("/")[2]
    return "" if name == UNKNOWN else name


def _about(about: dict[str, Any], content: dict[str, Any], custom: dict[str, Any]) -> dict[str, Any]:
    return custom | present(
        artifact=content.get("artifactId"),
        ticket=content.get("ticketURI"),
        chain_id=about.get("chainId"),
        event_source=about.get("source"),
    )
