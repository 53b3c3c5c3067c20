"""IN015: every log has exactly one opening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.core.problems import Level
from revenant.incidents.events import AnyEvent
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN015"
NAME = "missing-opening"
LEVEL = Level.ERROR
SUMMARY = "The log has no opening, or more than one."

_TYPE = "INCIDENT_OPENED"
_SECOND = "an incident is opened once; what differs is said with `revenant update`"
_HINT = "`git log -p -- FILE` shows whether a line was lost"


def check(subject: LogSubject) -> Iterator[Finding]:
    openings = {event.id: event for event in subject.log.events if event.type == _TYPE}
    for event in _distinct(openings.values())[1:]:
        yield subject.at(event, "type", "a second opening; only the earliest counts", _SECOND)
    damaged = any(_TYPE in broken.text for broken in subject.log.broken) or _TYPE in subject.log.torn
    if not openings and not damaged:
        yield Finding(0, 0, "nobody opened this incident: no event is INCIDENT_OPENED", _HINT)


def _distinct(openings: Iterable[AnyEvent]) -> list[AnyEvent]:
    """Without those that correlation in another clone made of the same signals."""
    return list({event.origin or event.id: event for event in openings}.values())
