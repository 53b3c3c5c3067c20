"""RB701: a line of drills.yaml cannot be read as a drill or a review; it is left out."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import Fault
from revenant.incidents.rules.subject import explain
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import DrillsSubject

CODE = "RB701"
NAME = "unreadable-drill"
LEVEL = Level.ERROR
SUMMARY = "A line of drills.yaml cannot be read."

_HINT = "restore the line as it was first written: `git log -p -- FILE` shows it"
_CONFLICT = "delete the marker lines and keep the lines of both sides"
_TORN = "the next drill moves it to .git/revenant/torn/; nobody was told it was recorded"


def check(subject: DrillsSubject) -> Iterator[Finding]:
    for broken in subject.broken:
        if broken.fault is Fault.SHAPE:
            yield Finding(broken.line, *explain(broken.why, broken.text), _HINT)
        elif broken.fault is Fault.CONFLICT:
            yield Finding(broken.line, broken.col, broken.fault.value, _CONFLICT)
        else:
            why = "neither a drill nor a review" if broken.fault is Fault.STRAY else broken.why
            yield Finding(broken.line, broken.col, why, _HINT)
    if subject.torn:
        yield Finding(len(subject.rows), 1, "the last line was cut off while being written", _TORN)
