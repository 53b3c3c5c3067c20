"""RB503: what was drilled is not what stands there now."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.practice.staleness import Change
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB503"
NAME = "changed-since-drill"
LEVEL = Level.WARNING
SUMMARY = "A runbook has changed since its last drill."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """A change of Diagnosis or Mitigation makes the drill void; one of other text is only said."""
    runbook = subject.runbook
    if not runbook.matter or runbook.matter.status != "active" or runbook.is_index:
        return
    change = subject.library.practice(runbook).change
    if change is not Change.NOTHING:
        level = Level.INFO if change is Change.TEXT else None
        hint = "" if change is Change.TEXT else f"drill it again: revenant runbook drill {runbook.id}"
        yield subject.at_key("id", change.value, hint, level)
