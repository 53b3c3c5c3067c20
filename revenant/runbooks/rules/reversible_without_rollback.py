"""RB404: a SAFE_REVERSIBLE step does not say how to reverse it."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.document import Category
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB404"
NAME = "reversible-without-rollback"
LEVEL = Level.WARNING
SUMMARY = "A SAFE_REVERSIBLE step lacks Rollback."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    if not subject.is_native:
        return
    for step in subject.native_steps:
        if step.category == Category.SAFE_REVERSIBLE and not subject.says(step, "Rollback"):
            message = f"step {step.id or repr(step.title)} is SAFE_REVERSIBLE and does not say how to reverse it"
            yield subject.at(step.line, "", message, 'add "- **Rollback:** …"')
