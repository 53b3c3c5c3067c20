"""IN001: the log does not begin with its three header lines."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.log import HEADER_LINES, SCHEMA, Fault
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN001"
NAME = "wrong-header"
LEVEL = Level.ERROR
SUMMARY = "The three header lines are not those of an event log."

_HINT = f"a log begins: schema: {SCHEMA}, id: INC-…, events: (docs/formats.md)"


def check(subject: LogSubject) -> Iterator[Finding]:
    for broken in subject.log.broken:
        if broken.fault is Fault.HEADER:
            yield Finding(broken.line, broken.col, broken.why, _HINT)
    if len(subject.rows) < HEADER_LINES:
        yield Finding(0, 0, f"only {len(subject.rows)} of the {HEADER_LINES} header lines are there", _HINT)
    elif not subject.log.id:
        yield Finding(2, 1, "expected 'id: INC-…'", _HINT)
