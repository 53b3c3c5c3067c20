"""WS009: a measurement of the team's own between milestones that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.incidents.measurements import MILESTONES
from revenant.linting.document import Document
from revenant.linting.engine import Finding

CODE = "WS009"
NAME = "unknown-milestone"
LEVEL = Level.ERROR
SUMMARY = "A measurement between milestones that do not exist."


def check(subject: Document[Settings]) -> Iterator[Finding]:
    if subject.value is None:
        return
    for measurement in subject.value.measurements:
        for milestone in (measurement.from_, measurement.to):
            if milestone not in MILESTONES:
                place = subject.find("measurements", measurement.name, milestone)
                yield Finding(*place, f"{milestone!r} is no milestone", f"use one of: {', '.join(MILESTONES)}")
