"""IN020: an environment that revenant.yaml does not list."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.events import IncidentOpened, IncidentUpdated
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN020"
NAME = "unknown-environment"
LEVEL = Level.INFO
SUMMARY = "An environment that revenant.yaml does not list."


def check(subject: LogSubject) -> Iterator[Finding]:
    if not subject.environments:
        return
    known = ", ".join(sorted(subject.environments))
    for event in subject.snapshot.events:
        named = event.environment if isinstance(event, IncidentOpened | IncidentUpdated) else None
        if named and named not in subject.environments:
            yield subject.at(event, "environment", f"{named!r} is not in revenant.yaml", f"it lists: {known}")
