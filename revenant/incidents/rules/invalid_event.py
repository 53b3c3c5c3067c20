"""IN013: an event of a known type whose keys do not fit it; it is left out of the fold."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.events import TYPES, UnknownEvent
from revenant.incidents.rules.subject import LogSubject, explain
from revenant.linting.engine import Finding

CODE = "IN013"
NAME = "invalid-event"
LEVEL = Level.ERROR
SUMMARY = "An event whose keys do not fit its type."

_HINT = "it is shown and does not count; restore the line, or record the event anew with a command"


def check(subject: LogSubject) -> Iterator[Finding]:
    for line, event in subject.written:
        if isinstance(event, UnknownEvent) and event.type in TYPES:
            yield Finding(line, *explain(event.why, subject.rows[line - 1]), _HINT)
