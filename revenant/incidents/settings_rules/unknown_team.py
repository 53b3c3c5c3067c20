"""WS008: a person's team is not among the teams."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.linting.document import Document
from revenant.linting.engine import Finding

CODE = "WS008"
NAME = "unknown-team"
LEVEL = Level.INFO
SUMMARY = "A person's team is not listed."


def check(subject: Document[Settings]) -> Iterator[Finding]:
    if subject.value is None or not subject.value.teams:
        return
    known = {team.name for team in subject.value.teams}
    for person in subject.value.people:
        if person.team and person.team not in known:
            place = subject.find(person.email, person.team)
            yield Finding(*place, f"{person.team!r} is not among the teams", f"teams lists: {', '.join(sorted(known))}")
