"""RB403: a RISKY step does not say how to see that it worked, or what the way back is."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.document import Category
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB403"
NAME = "risky-without-rollback"
LEVEL = Level.ERROR
SUMMARY = "A RISKY step lacks Verify or Rollback."

_WAYS = {"Verify": "how to see that it worked", "Rollback": "the way back"}
_HINTS = {
    "Verify": 'add "- **Verify:** …"',
    "Rollback": 'add "- **Rollback:** …", or "- **Rollback:** none: <why>" if there is none',
}


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """One finding a step."""
    if not subject.is_native:
        return
    for step in subject.native_steps:
        missing = [name for name in _WAYS if not subject.says(step, name)]
        if step.category == Category.RISKY and missing:
            words = " nor ".join(_WAYS[name] for name in missing)
            name = step.id or repr(step.title)
            said = f"step {name} is RISKY and {'says neither' if len(missing) > 1 else 'does not say'} {words}"
            yield subject.at(step.line, "", said, "; ".join(_HINTS[name] for name in missing))
