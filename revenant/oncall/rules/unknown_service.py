"""OC010: a schedule or a policy is for a service or a team that there is not."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from revenant.core.near import told
from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject, finding

CODE = "OC010"
NAME = "unknown-service"
LEVEL = Level.WARNING
SUMMARY = "A schedule or a policy is for a service or a team that there is not."


def check(subject: OncallSubject) -> Iterator[Finding]:
    services, teams = sorted(subject.known.roster.owners), subject.known.teams
    for item in subject.file.items:
        if item.value is None:
            continue
        for number, pattern in enumerate(item.value.services if services else []):
            if not any(fnmatchcase(service, pattern) for service in services):
                words = f"services.yaml lists no service {pattern!r}"
                yield finding(item, ["services", number], words, told(pattern, services))
        for number, team in enumerate(item.value.teams if teams else []):
            if team not in teams:
                yield finding(item, ["teams", number], f"there is no team {team!r}", told(team, sorted(teams)))
