"""OC040: the front matter of a handoff's page cannot be read, so nobody can accept it."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.handing.document import SCHEMA, HandoffSubject

CODE = "OC040"
NAME = "unreadable-handoff"
LEVEL = Level.ERROR
SUMMARY = "The front matter of a handoff's page cannot be read."

_HINT = "`git log -p -- FILE` shows it as it was written"


def check(subject: HandoffSubject) -> Iterator[Finding]:
    for each in subject.head.complaints:
        yield Finding(each.line, each.col, each.message, each.hint or _HINT)
    if not subject.head.complaints and not subject.head.is_native:
        yield Finding(1, 1, f"no front matter between two lines of --- that says schema: {SCHEMA}", _HINT)
