"""Amendments and retractions: turns the events as written into the events as they count.

Each rule below depends on the set of events alone, never on the order in which they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from revenant.incidents.events import (
    FIXED_FIELDS,
    AnyEvent,
    EventAmended,
    EventRetracted,
    IncidentOpened,
    UnknownEvent,
    from_data,
    to_data,
)
from revenant.incidents.redaction import is_redacted


def as_counted(events: Iterable[AnyEvent]) -> tuple[list[AnyEvent], list[AnyEvent]]:
    """The events that count, and those taken back; both without duplicates, amended, in the order of the fold."""
    unique = _without_duplicates(events)
    gone = retracted_ids(unique)
    unique, gone = _without_copies(unique, gone)
    standing = [event for event in unique if event.id not in gone]
    amendments = _amendments(standing)
    counted = [_amended(event, amendments.get(event.id, {})) for event in standing]
    return sorted(counted, key=order), sorted((event for event in unique if event.id in gone), key=order)


def order(event: AnyEvent) -> tuple[datetime, str]:
    """The order of the fold: when it happened, then the id."""
    return event.at, event.id


def retracted_ids(events: Iterable[AnyEvent]) -> frozenset[str]:
    """Ids of events taken back by a retraction that itself stands. An opening cannot be taken back."""
    events = list(events)
    retractions: dict[str, set[str]] = {}
    for event in events:
        if isinstance(event, EventRetracted):
            retractions.setdefault(event.target, set()).add(event.id)
    openings = {event.id for event in events if isinstance(event, IncidentOpened)}
    return frozenset(_settle(retractions)) - openings


def _settle(retractions: dict[str, set[str]]) -> set[str]:
    """Ids with a standing retraction. Retractions of retractions form chains, decided from their ends;
    a ring of retractions (only a hand-made log has one) retracts nothing within itself."""
    gone: set[str] = set()
    decided: set[str] = set()
    pending = set(retractions)
    while pending:
        ready = {
            target for target in pending if all(by not in retractions or by in decided for by in retractions[target])
        }
        if not ready:
            return gone
        gone |= {target for target in ready if retractions[target] - gone}
        decided |= ready
        pending -= ready
    return gone


def _without_duplicates(events: Iterable[AnyEvent]) -> list[AnyEvent]:
    """One event an id: two clones may hold the same line, and a union merge keeps both."""
    kept: dict[str, AnyEvent] = {}
    for event in events:
        other = kept.get(event.id)
        if other is None or (other != event and _tie_break(event) < _tie_break(other)):
            kept[event.id] = event
    return list(kept.values())


def _without_copies(events: list[AnyEvent], gone: frozenset[str]) -> tuple[list[AnyEvent], frozenset[str]]:
    """One copy an origin, the earliest: two clones may have made the same merge. Taking one back takes back all."""
    copies: dict[str, list[AnyEvent]] = {}
    for event in events:
        if event.origin:
            copies.setdefault(event.origin, []).append(event)
    if not copies:
        return events, gone
    first = {min(same, key=order).id for same in copies.values()}
    taken_back = {each.id for same in copies.values() if any(one.id in gone for one in same) for each in same}
    return [event for event in events if not event.origin or event.id in first], gone | taken_back


def _tie_break(event: AnyEvent) -> tuple[bool, datetime, str]:
    """Which of two different events with one id counts: the redacted, the earlier, then the one that sorts first."""
    return not is_redacted(event), event.at, repr(to_data(event))


def _amendments(events: Iterable[AnyEvent]) -> dict[str, dict[str, Any]]:
    """For each target the values to set; the later amendment wins, field by field."""
    found: dict[str, dict[str, Any]] = {}
    for event in sorted(events, key=order):
        if isinstance(event, EventAmended):
            allowed = {key: value for key, value in event.set.items() if key not in FIXED_FIELDS}
            found.setdefault(event.target, {}).update(allowed)
    return found


def _amended(event: AnyEvent, changes: dict[str, Any]) -> AnyEvent:
    """The event with `changes` applied, or as it was when they would make it unreadable."""
    if not changes or isinstance(event, UnknownEvent | EventAmended | EventRetracted):
        return event
    try:
        amended = from_data(to_data(event) | changes)
    except msgspec.ValidationError:
        return event
    return event if isinstance(amended, UnknownEvent) else amended
