"""IN014: an amendment or retraction that has no effect."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from revenant.core.problems import Level
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
from revenant.incidents.rules.subject import LogSubject, explain
from revenant.linting.engine import Finding

CODE = "IN014"
NAME = "dangling-correction"
LEVEL = Level.ERROR
SUMMARY = "A correction that corrects nothing."


def check(subject: LogSubject) -> Iterator[Finding]:
    written = {event.id: event for event in subject.log.events}
    for event in subject.standing:
        if isinstance(event, EventAmended | EventRetracted):
            target = written.get(event.target)
            why = f"no event {event.target!r} in this log" if target is None else _why_void(event, target)
            if why:
                yield subject.at(event, "target", why, "nothing was corrected by it; `revenant retract` it")


def _why_void(event: EventAmended | EventRetracted, target: AnyEvent) -> str:
    """Why the correction of `target` has no effect; empty where it has."""
    if isinstance(event, EventRetracted):
        return "the opening cannot be retracted" if isinstance(target, IncidentOpened) else ""
    if isinstance(target, UnknownEvent | EventAmended | EventRetracted):
        return f"{target.id} is of type {target.type}, which cannot be amended"
    fixed = sorted(FIXED_FIELDS & event.set.keys())
    if fixed:
        return f"{', '.join(fixed)} cannot be amended"
    known = {field.encode_name for field in msgspec.structs.fields(target)}
    foreign = sorted(event.set.keys() - known)
    return f"{target.type} has no {', '.join(foreign)}" if foreign else _why_invalid(event, target)


def _why_invalid(event: EventAmended, target: AnyEvent) -> str:
    try:
        amended = from_data(to_data(target) | event.set)
    except msgspec.ValidationError as error:
        return f"{target.id} would be no event then: {explain(str(error), '')[1]}"
    return (
        f"{target.id} would not be valid then: {explain(amended.why, '')[1]}"
        if isinstance(amended, UnknownEvent)
        else ""
    )
