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
    for line, change in subject.written:
        if change.service not in subject.services:
            near = get_close_matches(change.service, subject.services, n=1)
            hint = f"did you mean {near[0]}? Record it anew under that name" if near else "add it to services.yaml"
            yield subject.at(line, "service", f"{change.service!r} is not in services.yaml", hint)
