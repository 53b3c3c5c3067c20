"""Other systems' words as ours: their severities and the names of what broke."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from revenant.core.severity import Severity
from revenant.core.text import shorten

ASSUMED = Severity.SEV3
UNTITLED = "Untitled incident"
_LONGEST_NAME = 100
PRIORITIES = {
    "p1": Severity.SEV1,
    "p2": Severity.SEV2,
    "p3": Severity.SEV3,
    "p4": Severity.SEV4,
    "p5": Severity.SEV4,
    **{spelling.format(severity[-1]): severity for severity in Severity for spelling in ("sev{}", "sev-{}", "sev_{}")},
}
"""What alerting systems call the severities, P1 or SEV-1."""


def word(text: str | None) -> str:
    """A status or impact in one spelling: in_progress for "In progress"."""
    return "_".join((text or "").casefold().split())


def severity(said: str | None, table: Mapping[str, Severity], own: Mapping[str, Severity]) -> Severity | None:
    """What `said` is here: the workspace's word for it, else the built-in one; None where neither has it."""
    return {**table, **{word(key): meant for key, meant in own.items()}}.get(word(said))


def services(names: Iterable[str], own: Mapping[str, str]) -> list[str]:
    """Components as services; one that the workspace maps to nothing is left out."""
    table = {key.casefold(): service for key, service in own.items()}
    found = (table.get(name.casefold(), slug(name)) for name in names)
    return [service for service in dict.fromkeys(found) if service]


def slug(name: str) -> str:
    """A component's name as a service's: 'Pull Requests' → 'pull-requests'."""
    return shorten(re.sub(r"[\W_]+", "-", name.casefold()).strip("-"), _LONGEST_NAME)
