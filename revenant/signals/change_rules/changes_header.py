"""CH001: the two lines above the changes are not those of a change log, so no line below is sure to be read."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH001"
NAME = "changes-header"
LEVEL = Level.ERROR
SUMMARY = "The two header lines are not those of a change log."

_HINT = "write the two lines as docs/formats.md shows them; changes follow from line 3 on"


def check(subject: ChangesSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.HEADER:
            yield Finding(broken.line, 1, broken.why, _HINT)
