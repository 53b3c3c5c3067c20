"""RB201: a native runbook does not say its id, owner or status, or what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB201"
NAME = "missing-key"
LEVEL = Level.ERROR
SUMMARY = "The front matter lacks id, owner, status, or both alerts and services."

_NEEDED = ("id", "owner", "status")


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """One finding a file."""
    if not subject.is_native:
        return
    keys = subject.runbook.head.keys
    missing = [key for key in _NEEDED if not keys.get(key)]
    if not keys.get("alerts") and not keys.get("services"):
        missing.append("alerts or services")
    if missing:
        yield Finding(
            1, 1, f"the front matter lacks {', '.join(missing)}", "the keys of a runbook are listed in docs/formats.md"
        )
