"""AI001: nobody answers for an open action item."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.filling import is_placeholder
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI001", "action-without-owner", Level.WARNING
SUMMARY = "An open action item has no owner."

_NOBODY = frozenset(("nobody", "none", "?", "all", "everyone", "everybody", "us", "we", "team"))


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for item in subject.actions:
        owner = item.owner.strip("@").casefold()
        if item.is_open and (is_placeholder(owner) or owner in _NOBODY):
            said = f" but {item.owner!r}" if owner and owner in _NOBODY else ""
            message, hint = f"{item.name} has no owner{said}", "name one team or person: (owner: team-name; …)"
            yield subject.at(item.line, item.id or "[", message, hint, subject.eased(LEVEL))
