"""RB501: nobody has ever drilled a runbook that is in force."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.practice.staleness import is_to_be_drilled
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB501"
NAME = "never-drilled"
LEVEL = Level.WARNING
SUMMARY = "A runbook has never been drilled."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    runbook = subject.runbook
    if is_to_be_drilled(runbook) and subject.library.practice(runbook).last is None:
        hint = f"walk it once, outside an incident: revenant runbook drill {runbook.id}"
        yield subject.at_key("drill_every", "never drilled", hint)
