"""WS005: nobody holds ORG_ADMIN, so nobody may change people and roles."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Role, Settings
from revenant.linting.document import Document
from revenant.linting.engine import Finding

CODE = "WS005"
NAME = "no-admin"
LEVEL = Level.WARNING
SUMMARY = "Nobody holds ORG_ADMIN."

_HINT = "give it to somebody under people:, roles: [ORG_ADMIN]; only an ORG_ADMIN may change people and roles"


def check(subject: Document[Settings]) -> Iterator[Finding]:
    if subject.value is not None and not subject.value.holders(frozenset({Role.ORG_ADMIN})):
        yield Finding(*subject.find("people"), "nobody holds the role ORG_ADMIN", _HINT)
