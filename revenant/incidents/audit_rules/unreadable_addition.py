"""AU010: a line was added that is no event."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import LogGain
from revenant.linting.engine import Finding

CODE = "AU010"
NAME = "unreadable-addition"
LEVEL = Level.WARNING
SUMMARY = "A line was added that is no event."

_HINT = "`revenant lint` says why; a line that is no event may be mended or taken out"


def check(subject: LogGain) -> Iterator[Finding]:
    for row in subject.added:
        if row.event is None:
            yield Finding(row.number, 1, "adds a line that is no event", _HINT)
