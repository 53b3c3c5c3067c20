"""RB502: the last drill is longer ago than `drill_every` promises."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.practice.staleness import overdue
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB502"
NAME = "drill-overdue"
LEVEL = Level.WARNING
SUMMARY = "A runbook's drill is overdue."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    runbook = subject.runbook
    if not runbook.matter or not runbook.matter.drill_every:
        return
    last = subject.library.practice(runbook).last
    for stale in overdue(runbook, last, subject.library.now) if last else ():
        yield subject.at_key("drill_every", stale.words, f"revenant runbook drill {runbook.id}")
