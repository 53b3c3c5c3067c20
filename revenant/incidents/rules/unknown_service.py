"""IN017: a service that services.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.incidents.events import IncidentOpened, IncidentUpdated
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN017"
NAME = "unknown-service"
LEVEL = Level.INFO
SUMMARY = "A service that services.yaml does not list."


def check(subject: LogSubject) -> Iterator[Finding]:
    if not subject.services:
        return
    for event in subject.snapshot.events:
        if isinstance(event, IncidentOpened | IncidentUpdated):
            for name in sorted({*(event.services or ())} - subject.services):
                near = get_close_matches(name, subject.services, n=1)
                hint = f"did you mean {near[0]}? `revenant update` changes it" if near else "add it to services.yaml"
                yield subject.at(event, "services", f"{name!r} is not in services.yaml", hint)
