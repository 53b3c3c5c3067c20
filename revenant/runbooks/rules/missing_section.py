"""RB101: a runbook lacks Symptom, Impact, Diagnosis or Mitigation."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.document import Section
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB101"
NAME = "missing-section"
LEVEL = Level.ERROR
SUMMARY = "A runbook lacks Symptom, Impact, Diagnosis or Mitigation."

_NEEDED = (Section.SYMPTOM, Section.IMPACT, Section.DIAGNOSIS, Section.MITIGATION)


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """One finding a file. A legacy text with fewer than two of the four follows another plan: that is said as info."""
    runbook = subject.runbook
    missing = [section for section in _NEEDED if section not in runbook.sections]
    if missing and not runbook.is_index:
        follows = subject.follows_plan
        words = ", ".join(missing)
        yield subject.at(
            max(runbook.head.rows + 1, 1),
            "",
            f"no section {words}" if follows else f"written on another plan: no section {words}",
            f"add `## {missing[0]}`, or name this team's word for it under runbooks.sections in revenant.yaml",
            LEVEL if follows else Level.INFO,
        )
