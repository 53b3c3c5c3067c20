"""RB504: an incident used the runbook, and nobody has decided whether it should change."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB504"
NAME = "no-review-decision"
LEVEL = Level.WARNING
SUMMARY = "An incident used a runbook, and nobody decided about it after."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    runbook = subject.runbook
    if runbook.is_index:
        return
    for incident in subject.library.practice(runbook).waiting:
        hint = f"revenant runbook reviewed {runbook.id} --incident {incident} --updated, or --no-change REASON"
        yield subject.at_key("id", f"used in {incident}, and nobody decided whether it should change", hint)
