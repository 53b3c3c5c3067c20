"""RB102: a runbook says nothing on how it could be prevented."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.document import Section
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB102"
NAME = "missing-prevention"
LEVEL = Level.INFO
SUMMARY = "A runbook has no section Prevention."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """Of texts on another plan RB101 has said so already."""
    if subject.follows_plan and Section.PREVENTION not in subject.runbook.sections:
        yield subject.at(subject.runbook.head.rows + 1, "", "no section Prevention", "add `## Prevention`")
