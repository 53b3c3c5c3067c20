"""CH004: a merge was committed with its conflict markers."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH004"
NAME = "changes-conflict"
LEVEL = Level.ERROR
SUMMARY = "A conflict marker of an unfinished merge."

_HINT = "delete the marker lines and keep the changes of both sides; merge=union in .gitattributes does it by itself"


def check(subject: ChangesSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.CONFLICT:
            yield Finding(broken.line, 1, "a conflict marker of an unfinished merge", _HINT)
