"""CH010: a change in an environment that revenant.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH010"
NAME = "changed-environment-unknown"
LEVEL = Level.INFO
SUMMARY = "A change in an environment that revenant.yaml does not list."


def check(subject: ChangesSubject) -> Iterator[Finding]:
    if not subject.environments:
        return
    for line, change in subject.written:
        if change.environment and change.environment not in subject.environments:
            message = f"{change.environment!r} is not in revenant.yaml"
            yield subject.at(line, "environment", message, f"known: {', '.join(sorted(subject.environments))}")
