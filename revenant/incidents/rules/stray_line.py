"""IN018: a line between the events that is no event; every command leaves it out."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN018"
NAME = "stray-line"
LEVEL = Level.ERROR
SUMMARY = "A line between the events that is no event."

_HINT = "an event over several lines is joined to one; a thought belongs into `revenant note`"


def check(subject: LogSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.STRAY:
            yield Finding(broken.line, 1, "not an event line: one event is one line that starts '- {'", _HINT)
