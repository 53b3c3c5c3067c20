"""Which runbook an alert or an incident is about, and why."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import NamedTuple

from revenant.runbooks.document import Claim, Runbook


class Match(NamedTuple):
    """A runbook that claims an alert, and by which words."""

    runbook: Runbook
    claim: Claim


def claims_on(alert: str, runbooks: Iterable[Runbook]) -> list[Match]:
    """Every runbook that claims an alert: those that name it exactly before those that match it; as they come."""
    found = [
        Match(runbook, claim)
        for runbook in runbooks
        for claim in runbook.claims
        if claim.alert == alert or (not claim.is_exact and fnmatchcase(alert, claim.alert))
    ]
    return sorted(found, key=lambda match: (match.claim.alert != alert, match.runbook.is_deprecated))


def runbook_for(alert: str, runbooks: Iterable[Runbook]) -> str:
    """The id of the runbook that claims an alert first; empty where none does."""
    return next((match.runbook.id for match in claims_on(alert, runbooks)), "") if alert else ""
