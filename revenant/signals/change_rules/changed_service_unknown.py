"""CH009: a change of a service that services.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH009"
NAME = "changed-service-unknown"
LEVEL = Level.INFO
SUMMARY = "A change of a service that services.yaml does not list."


def check(subject: ChangesSubject) -> Iterator[Finding]:
    if not subject.services:
        return
    first = {change.service: line for line, change in reversed([*subject.written])}
    for name in sorted(first.keys() - subject.services):
        near = get_close_matches(name, subject.services, n=1)
        hint = f"did you mean {near[0]}? Record it anew under that name" if near else "add it to services.yaml"
        yield subject.at(first[name], "service", f"{name!r} is not in services.yaml", hint)
