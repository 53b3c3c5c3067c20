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
    """One finding a file. Legacy texts are held to the plan as far as they follow it themselves."""
    runbook = subject.runbook
    missing = [section for section in _NEEDED if section not in runbook.sections]
    if missing and not runbook.is_index:
        words = ", ".join(missing)
        yield subject.at(
            runbook.title_line,
            "",
            f"no section {words}" if subject.follows_plan else f"written on another plan: no section {words}",
            f"add `## {missing[0]}`, or name this team's word for it under runbooks.sections in revenant.yaml",
            _level(subject, len(missing)),
        )


def _level(subject: RunbookSubject, missing: int) -> Level:
    """An error where the format asks for it, and where an alert's runbook has all but one of the four."""
    if subject.runbook.is_native or (missing == 1 and subject.runbook.claims):
        return LEVEL
    return Level.WARNING if subject.follows_plan else Level.INFO
