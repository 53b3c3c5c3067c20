"""IN011: two people moved the incident differently, and nobody has settled it."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from revenant.core.problems import Level
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN011"
NAME = "contested"
LEVEL = Level.WARNING
SUMMARY = "Two people moved the incident differently, and nobody has settled it."


def check(subject: LogSubject) -> Iterator[Finding]:
    wanted = subject.snapshot.standing.contesting
    for contest in (event for event in subject.snapshot.events if wanted and event.id == wanted):
        hint = f"settle it: revenant transition {quote(subject.snapshot.id)} {subject.snapshot.status}"
        yield subject.at(contest, "from", f"still contested: {subject.snapshot.contest}", hint)
