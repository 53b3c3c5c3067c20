"""IN006: a key stands twice in one event, so readers disagree about its value."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN006"
NAME = "repeated-key"
LEVEL = Level.ERROR
SUMMARY = "A key stands twice in one event."


def check(subject: LogSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.REPEATED_KEY:
            yield Finding(broken.line, broken.col, broken.why, "restore the line as it was first written")
