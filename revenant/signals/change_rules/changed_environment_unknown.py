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
    first = {change.environment: line for line, change in reversed([*subject.written])}
    for name in sorted(first.keys() - subject.environments - {""}):
        hint = f"known: {', '.join(sorted(subject.environments))}"
        yield subject.at(first[name], "environment", f"{name!r} is not in revenant.yaml", hint)
