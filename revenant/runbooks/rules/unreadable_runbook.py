"""RB001: the file cannot be read: not UTF-8, too large, or its front matter is no YAML of ours."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB001"
NAME = "unreadable-runbook"
LEVEL = Level.ERROR
SUMMARY = "A runbook or its front matter cannot be read."

_HINT = "front matter is YAML between two lines of ---; keys stand once, without aliases or tags"


def check(subject: RunbookSubject) -> Iterator[Finding]:
    for complaint in subject.runbook.head.complaints:
        if not complaint.is_value:
            yield Finding(complaint.line, complaint.col, complaint.message, complaint.hint or _HINT)
