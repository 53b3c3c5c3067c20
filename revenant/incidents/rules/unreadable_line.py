"""IN003: a line that looks like an event and cannot be read as one."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.incidents.rules.subject import LogSubject, explain
from revenant.linting.engine import Finding

CODE = "IN003"
NAME = "unreadable-line"
LEVEL = Level.ERROR
SUMMARY = "A line cannot be read as an event."

HINT = "restore the line as it was first written: `git log -p -- FILE` shows it"


def check(subject: LogSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.SYNTAX:
            yield Finding(broken.line, broken.col, f"not readable as YAML: {broken.why}", HINT)
        elif broken.fault is Fault.SHAPE:
            yield Finding(broken.line, *explain(broken.why, broken.text), HINT)
