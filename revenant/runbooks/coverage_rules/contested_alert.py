"""RB605: two runbooks claim one alert, for the same service or for none."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.coverage_rules.subject import ClaimSubject
from revenant.runbooks.document import Runbook

CODE = "RB605"
NAME = "contested-alert"
LEVEL = Level.WARNING
SUMMARY = "Two runbooks claim one alert, for the same service or for none."


def check(subject: ClaimSubject) -> Iterator[Finding]:
    """Told once, at the later of the two by path; deprecated ones do not count."""
    if subject.runbook.is_deprecated:
        return
    for claim in subject.runbook.claims:
        for rival in subject.rivals.get(claim.alert, ()):
            if rival.path < subject.path and not rival.is_deprecated and _meet(rival, subject.runbook):
                line, col = subject.place(claim.alert) if claim.line == 1 else (claim.line, 1)
                hint = "let one name the services it is for, take the alert from one, or set `status: deprecated`"
                yield Finding(line, col, f"{rival.path} claims {claim.alert} too", hint)
                break


def _meet(one: Runbook, other: Runbook) -> bool:
    """Whether two runbooks share a service, or neither names one."""
    return bool(set(one.services) & set(other.services)) or not (one.services or other.services)
