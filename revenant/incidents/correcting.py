"""Corrections people make: an event is amended or taken back by another event, never edited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from revenant.core.settings import Settings
from revenant.errors import InvalidValueError, NothingToDoError, ReasonRequiredError, UnknownEventError
from revenant.incidents import policy
from revenant.incidents.events import (
    FIXED_FIELDS,
    AnyEvent,
    EventAmended,
    EventRetracted,
    IncidentOpened,
    IncidentSeverityChanged,
    Stamp,
    UnknownEvent,
    from_data,
    to_data,
)
from revenant.incidents.sequence import find_backwards
from revenant.incidents.snapshot import IncidentSnapshot, fold

_BETWEEN = "choose a time between its neighbours, or amend those first"


def find_event(it: IncidentSnapshot, events: Iterable[AnyEvent], part: str) -> AnyEvent:
    """The event whose id contains `part`.

    Raises:
        UnknownEventError: none or several do.
    """
    wanted = part.strip().lower()
    matches = {event.id: event for event in events if wanted and wanted in event.id}
    if wanted in matches:
        return matches[wanted]
    if len(matches) != 1:
        raise UnknownEventError(part, it.id, matches)
    return next(iter(matches.values()))


def amend(
    it: IncidentSnapshot, stamp: Stamp, target: AnyEvent, changes: dict[str, Any], settings: Settings, *, reason: str
) -> EventAmended:
    """Correct fields of an event.

    Raises:
        InvalidValueError: the field does not exist there, or may not be corrected so.
        NothingToDoError: nothing would change, or the times and moves would contradict each other.
        ForbiddenError: a severity would be touched, and the role is missing.
    """
    if isinstance(target, UnknownEvent | EventAmended | EventRetracted):
        raise NothingToDoError(f"{target.id} is a {target.type} and cannot be amended", "retract it, then write anew")
    allowed = sorted({item.encode_name for item in msgspec.structs.fields(target)} - FIXED_FIELDS)
    for name in changes:
        if name not in allowed:
            raise InvalidValueError(f"field of {target.type} that may be amended", name, allowed)
    if _checked(to_data(target) | changes) == target:
        raise NothingToDoError(f"nothing would change: {target.id} says so already")
    amendment = stamp.event(EventAmended, target=target.id, set=changes, reason=reason.strip())
    after = _after(it, target, amendment, settings)
    if after.contested and not it.contested:
        raise NothingToDoError(
            f"that would contradict the other status changes: {after.contest}",
            _BETWEEN,
        )
    _check_times(it, after)
    return amendment


def _checked(data: dict[str, Any]) -> AnyEvent:
    try:
        amended = from_data(data)
        why = amended.why if isinstance(amended, UnknownEvent) else ""
    except msgspec.ValidationError as error:
        why = str(error)
    if why:
        raise NothingToDoError(f"the amended event would not be valid: {why}")
    return amended


def _check_times(it: IncidentSnapshot, after: IncidentSnapshot) -> None:
    """A correction may leave a contradiction that it found, but make none."""
    known = {(found.event.id, found.key) for found in find_backwards(it.events)}
    for found in find_backwards(after.events):
        if (found.event.id, found.key) not in known:
            raise NothingToDoError(f"that would contradict the other times: {found.words}", _BETWEEN)


def retract(it: IncidentSnapshot, stamp: Stamp, target: AnyEvent, settings: Settings, *, reason: str) -> EventRetracted:
    """Take an event back; the opening cannot be (cancel the incident instead).

    Raises:
        ForbiddenError: a severity would be touched, and the role is missing.
    """
    if isinstance(target, IncidentOpened):
        raise NothingToDoError("the opening cannot be retracted", "use `revenant cancel` if it was declared in error")
    if not reason.strip():
        raise ReasonRequiredError("a retraction")
    retraction = stamp.event(EventRetracted, target=target.id, reason=reason.strip())
    _after(it, target, retraction, settings)
    return retraction


def _after(
    it: IncidentSnapshot, target: AnyEvent, event: EventAmended | EventRetracted, settings: Settings
) -> IncidentSnapshot:
    """The incident with the correction. Whoever may not change a severity may not do so by correcting, either."""
    after = fold(it.id, [*it.events, *it.taken_back, event])
    if isinstance(target, IncidentSeverityChanged) or after.severity is not it.severity:
        policy.require(settings, event.by, policy.CHANGE_SEVERITY)
    return after
