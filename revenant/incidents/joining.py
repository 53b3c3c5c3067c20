"""Two incidents that turn out to be one, and one that turns out to be two: events are copied or taken back.

What figures and postmortem are made of is copied with its origin; what people wrote stays where they wrote it, and is
shown by following the link (docs/decisions/0010).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec

from revenant.core.severity import Severity
from revenant.core.times import format_time
from revenant.errors import NothingToDoError
from revenant.incidents.causes import began
from revenant.incidents.correcting import find_event
from revenant.incidents.events import (
    CORRELATION,
    SUPERSEDES,
    Event,
    EventAmended,
    EventRetracted,
    IncidentLinked,
    IncidentOpened,
    IncidentUpdated,
    KnownEvent,
    SignalsCorrelated,
    Stamp,
)
from revenant.incidents.lifecycle import Status
from revenant.incidents.operations import move, open_incident
from revenant.incidents.snapshot import IncidentSnapshot, fold

_HEAD = frozenset({"id", "at", "by", "recorded", "redacted", "origin"})
E = TypeVar("E", bound=Event)


class Page(msgspec.Struct, frozen=True):
    """An incident as it is, and the stamp for what is added to it."""

    it: IncidentSnapshot
    stamp: Stamp


def merge(
    one: Page, other: Page, *, reason: str = "", beyond: Collection[str] = ()
) -> tuple[list[KnownEvent], list[KnownEvent]]:
    """Merge `one` into `other`: what is added to each. `beyond` are incidents that `other` was merged into.

    Raises:
        NothingToDoError: they cannot be merged so, or are already.
    """
    _require_mergeable(one.it, other.it, beyond)
    because = f": {reason.strip()}" if reason.strip() else ""
    cancelled = move(one.it, one.stamp, Status.CANCELLED, reason=f"merged into {other.it.id}{because}")
    superseded = one.stamp.event(IncidentLinked, relation="superseded_by", target=other.it.id)
    return [cancelled, superseded], _taken_over(one.it, other)


def _require_mergeable(one: IncidentSnapshot, other: IncidentSnapshot, beyond: Collection[str]) -> None:
    if one.id == other.id:
        raise NothingToDoError("an incident cannot be merged into itself")
    if one.merged_into:
        raise NothingToDoError(f"{one.id} is merged into {one.merged_into} already")
    if one.status.is_over:
        hint = f"relate them instead: revenant link {one.id} duplicate_of {other.id}"
        raise NothingToDoError(f"{one.id} is {one.status}, and what is over is not merged", hint)
    if other.merged_into:
        raise NothingToDoError(f"{other.id} is merged into {other.merged_into} itself", "merge into that one")
    if other.status is Status.CANCELLED:
        raise NothingToDoError(f"{other.id} is CANCELLED, and nothing is merged into it", "reopen it first")
    if one.id in beyond:
        raise NothingToDoError(f"{other.id} was merged into {one.id} before, so these would go round in a circle")


def _taken_over(one: IncidentSnapshot, other: Page) -> list[KnownEvent]:
    """What the incident that goes on gets: its link back, copies, services, and an earlier start."""
    it, stamp = other.it, other.stamp
    wanted: list[KnownEvent] = [*one.signals, *one.impacts, *one.changes, *one.follow_ups, *_links(one, it)]
    added: list[KnownEvent] = []
    if one.id not in it.merged:
        added.append(stamp.event(IncidentLinked, relation=SUPERSEDES, target=one.id))
    added += [copied(event, stamp, origin) for event in wanted if (origin := _new_origin(one.id, event, it))]
    if services := [name for name in one.services if name not in it.services]:
        added.append(stamp.event(IncidentUpdated, services=[*it.services, *services]))
    return added + _earlier_start(one, it, stamp, added)


def _links(one: IncidentSnapshot, it: IncidentSnapshot) -> list[IncidentLinked]:
    """Links to others that the incident going on has not yet."""
    known = {(link.relation, link.target) for link in it.links}
    wanted = [link for link in one.links if link.relation not in ("superseded_by", SUPERSEDES)]
    return [link for link in wanted if link.target != it.id and (link.relation, link.target) not in known]


def _earlier_start(
    one: IncidentSnapshot, it: IncidentSnapshot, stamp: Stamp, added: Iterable[KnownEvent]
) -> list[KnownEvent]:
    """A correction of the opening, where the other one shows that it began earlier."""
    start, known = began(one), began(fold(it.id, [*it.events, *added]))
    opening = next((event for event in it.events if isinstance(event, IncidentOpened)), None)
    if start is None or known is None or opening is None or start >= known:
        return []
    reason = f"{one.id}, merged into it, began then"
    return [stamp.event(EventAmended, target=opening.id, set={"started_at": format_time(start)}, reason=reason)]


def _new_origin(incident_id: str, event: Event, it: IncidentSnapshot) -> str:
    """Where a copy of the event comes from; empty where `it` has one, or had one that people took back.

    What was split off and comes back is new again: it comes from another incident than before.
    """
    own = f"{incident_id}/{event.id}"
    first = _origin(incident_id, event)
    gone = {each.origin for each in it.taken_back}
    if own in gone or first in {each.origin for each in it.events}:
        return ""
    return own if first in gone else first


def _origin(incident_id: str, event: Event) -> str:
    """Where an event was first: in another incident, if it is a copy itself."""
    own = f"{incident_id}/{event.id}"
    return own if event.origin.startswith(CORRELATION) else event.origin or own


def copied(event: E, stamp: Stamp, origin: str) -> E:
    """The event again, as of the stamp, with all its own keys and where it was copied from."""
    names = [field.name for field in msgspec.structs.fields(event) if field.name not in _HEAD]
    own = {name: getattr(event, name) for name in names}
    return stamp.event(type(event), **own, origin=origin)


# --- splitting ------------------------------------------------------------------------------


def chosen_signals(it: IncidentSnapshot, parts: Iterable[str], service: str = "") -> list[SignalsCorrelated]:
    """Signals named by part of their event's id or by a signal's own, or all those of a service.

    Raises:
        NothingToDoError: there are none.
        UnknownEventError: a part names none, or several.
    """
    wanted = {
        event_id
        for part in parts
        for event_id in [each.id for each in it.signals if part in each.ids] or [find_event(it, it.signals, part).id]
    }
    found = [each for each in it.signals if each.id in wanted or (service and each.service == service)]
    if not found:
        raise NothingToDoError(f"{it.id} has no such signals", f"`revenant show {it.id}` lists them with their ids")
    return found


def split(
    old: Page,
    new: Page,
    title: str,
    signals: list[SignalsCorrelated],
    *,
    services: Iterable[str] = (),
    severity: Severity | None = None,
    reason: str = "",
) -> tuple[list[KnownEvent], list[KnownEvent]]:
    """Let a new incident take `signals`: what is added to the old one, and the log of the new one.

    Without `services` it has those that its signals name, else the old one's; without `severity` the old one's.

    Raises:
        NothingToDoError: the old one is CANCELLED.
    """
    if old.it.status is Status.CANCELLED:
        raise NothingToDoError(f"{old.it.id} is CANCELLED, and nothing is split off it")
    because = f": {reason.strip()}" if reason.strip() else ""
    moved = f"moved to {new.it.id}{because}"
    left: list[KnownEvent] = [old.stamp.event(EventRetracted, target=each.id, reason=moved) for each in signals]
    left.append(old.stamp.event(IncidentLinked, relation="related", target=new.it.id))
    firsts = [each.first for each in signals if each.first and each.first <= new.stamp.at]
    opening = open_incident(
        new.stamp,
        title,
        severity or old.it.severity or Severity.SEV3,
        services=[*services] or [each.service for each in signals if each.service] or old.it.services,
        environment=old.it.environment,
        started_at=min(firsts, default=None),
    )
    copies = [copied(each, new.stamp, _origin(old.it.id, each)) for each in signals]
    back = new.stamp.event(IncidentLinked, relation="related", target=old.it.id)
    return left, [opening, *copies, back]
