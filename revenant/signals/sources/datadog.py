"""Datadog events: version 2 as posted and as listed, version 1, and the default webhook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources import labels as named
from revenant.signals.sources.found import Context, Doubt, Found, placed
from revenant.signals.sources.shapes import bounded, first_text, mapping, present, sequence, text, title
from revenant.signals.sources.times import read_time
from revenant.signals.sources.words import gravity

SUMMARY = "Datadog events: v2 (also category change), v1, the default webhook"
_TIMES = ("timestamp", "date_happened", "last_updated", "date")


def recognises(document: Any) -> bool:
    """A v2 event or a list of them, a v1 event, a webhook; also a request recorded with its body inside."""
    data = _unwrapped(document)
    events = data.get("data")
    if isinstance(events, list):
        return bool(events) and mapping(events[0]).get("type") == "event"
    if isinstance(events, dict):
        return events.get("type") == "event" and "attributes" in events
    return "title" in data and bool({"alert_type", "date_happened", "aggregation_key", "event_type"} & data.keys())


def read(document: Any, context: Context) -> Iterator[Found]:
    """One signal an event; a change that touches several services becomes one for each."""
    data = _unwrapped(document)
    events = data.get("data")
    if isinstance(events, list):
        for number, event in enumerate(events):
            yield from placed(_event(mapping(event), context), f"data[{number}]")
    else:
        yield from _event(events if isinstance(events, dict) else data, context)


def _unwrapped(document: Any) -> dict[str, Any]:
    body = mapping(mapping(mapping(document).get("request")).get("body"))
    return mapping(body.get("value")) or mapping(document)


def _event(event: dict[str, Any], context: Context) -> Iterator[Found]:
    outer = mapping(event.get("attributes")) or event
    facts = outer | mapping(outer.get("attributes"))
    tags = _tags(facts.get("tags"))
    time = next(filter(None, (read_time(facts.get(key)) for key in _TIMES)), None)
    known = text(event.get("id")) or signal_id(["datadog", outer])
    for number, service in enumerate(_services(facts, tags, context)):
        own = known if not number else f"{known}/{service}"
        yield _signal(facts, tags, service, own, time or context.now, context)
    if time is None:
        yield Doubt("it carries no time; the time of reading was taken")


def _signal(
    facts: dict[str, Any], tags: dict[str, str], service: str, known: str, at: datetime, context: Context
) -> Signal:
    word = first_text(facts, "alert_type", "status", "priority")
    is_change = facts.get("category") == "change" or "changed_resource" in facts
    return Signal(
        id=known,
        at=at,
        kind=Kind.EVENT if is_change else Kind.ALERT,
        service=service,
        environment=named.environment(tags, context.environment),
        name=title(first_text(facts, "title", "message", "text")),
        severity=Gravity.INFO if is_change else gravity(word) or Gravity.NONE,
        status=State.RESOLVED if word in ("success", "ok", "recovery") else State.FIRING,
        instance=text(facts.get("host")) or named.instance(tags),
        trace_id=named.trace(tags),
        fingerprint=text(facts.get("aggregation_key")),
        attributes=bounded(_about(facts) | tags),
    )


def _services(facts: dict[str, Any], tags: dict[str, str], context: Context) -> list[str]:
    """The services a change touches, else the one the event names."""
    touched = [mapping(resource) for resource in sequence(facts.get("impacted_resources"))]
    touched.append(mapping(facts.get("changed_resource")))
    names = [text(resource.get("name")) for resource in touched if resource.get("type") == "service"]
    return [*dict.fromkeys(filter(None, names))] or [text(facts.get("service")) or named.service(tags, context.service)]


def _tags(given: Any) -> dict[str, str]:
    """Tags `key:value`; of a tag without value only its presence is known."""
    tags = text(given).split(",") if isinstance(given, str) else [text(tag) for tag in sequence(given)]
    return {key.strip(): value for key, _, value in (tag.partition(":") for tag in tags) if key.strip()}


def _about(facts: dict[str, Any]) -> dict[str, Any]:
    """Never a person: the author of a change stays over there."""
    changed = mapping(facts.get("changed_resource"))
    return present(
        message=first_text(facts, "message", "text", "body"),
        changed=changed.get("name"),
        changed_type=changed.get("type"),
        prev_value=facts.get("prev_value"),
        new_value=facts.get("new_value"),
        link=mapping(facts.get("change_metadata")).get("resource_link"),
    )
