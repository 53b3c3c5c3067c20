"""Who may do what: the one table, and the check against the roles in revenant.yaml."""

from __future__ import annotations

from revenant.core.settings import Role, Settings
from revenant.errors import ForbiddenError

CHANGE_SEVERITY = "change a severity"
OVERRIDE_CLOSE = "close without a finished postmortem"
REDACT = "redact an event"
CHANGE_PEOPLE = "change people, roles or bots"

NEEDED: dict[str, frozenset[Role]] = {
    CHANGE_SEVERITY: frozenset({Role.SRE_LEAD, Role.ORG_ADMIN}),
    OVERRIDE_CLOSE: frozenset({Role.SRE_LEAD}),
    REDACT: frozenset({Role.ORG_ADMIN}),
    CHANGE_PEOPLE: frozenset({Role.ORG_ADMIN}),
}


def may(settings: Settings, who: str, action: str) -> bool:
    """Whether `who` holds a role that permits `action`; actions not in the table are anybody's."""
    needed = NEEDED.get(action)
    return needed is None or bool(needed & settings.roles(who))


def require(settings: Settings, who: str, action: str) -> None:
    """Raise unless `who` may do `action`.

    Raises:
        ForbiddenError: names the roles that may, and who holds them.
    """
    if not may(settings, who, action):
        needed = NEEDED[action]
        raise ForbiddenError(who, action, sorted(needed), settings.holders(needed))
