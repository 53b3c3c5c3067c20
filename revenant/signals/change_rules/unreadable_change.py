"""CH002: a line cannot be read as a change; it is left out."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH002"
NAME = "unreadable-change"
LEVEL = Level.ERROR
SUMMARY = "A line cannot be read as a change."

_FAULTS = (Fault.SYNTAX, Fault.STRAY, Fault.REPEATED_KEY)
_HINT = "restore the line as it was first written: `git log -p -- FILE` shows it"


def check(subject: ChangesSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault in _FAULTS:
            why = "not a change" if broken.fault is Fault.STRAY else f"not readable as YAML: {broken.why}"
            yield Finding(broken.line, broken.col, why, _HINT)
