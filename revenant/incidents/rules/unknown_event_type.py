"""IN012: an event of a type this version does not know; it is kept and shown."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.events import TYPES, UnknownEvent
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN012"
NAME = "unknown-event-type"
LEVEL = Level.WARNING
SUMMARY = "An event of a type this version does not know."

_HINT = "a newer revenant wrote it, or it is misspelt; it is kept and shown, and changes nothing"


def check(subject: LogSubject) -> Iterator[Finding]:
    for event in subject.log.events:
        if isinstance(event, UnknownEvent) and event.type not in TYPES:
            yield subject.at(event, "type", f"{event.type!r} is no event type this version knows", _HINT)
