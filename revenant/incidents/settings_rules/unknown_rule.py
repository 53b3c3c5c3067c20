"""WS011: lint.levels sets a rule that does not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.linting.document import Document
from revenant.linting.engine import Finding
from revenant.linting.selection import near_codes

CODE = "WS011"
NAME = "unknown-rule"
LEVEL = Level.ERROR
SUMMARY = "A level is set for a rule that does not exist."


class Levels(NamedTuple):
    """revenant.yaml, and the codes of all rules."""

    settings: Document[Settings]
    known: Collection[str]

    @property
    def path(self) -> str:
        return self.settings.path

    @property
    def rows(self) -> Sequence[str]:
        return self.settings.rows


def check(subject: Levels) -> Iterator[Finding]:
    if subject.settings.value is None:
        return
    for code in subject.settings.value.lint.levels:
        if code not in subject.known:
            near = near_codes(code, subject.known)
            hint = f"did you mean {' or '.join(near)}?" if near else "`revenant runbook rule` lists every rule"
            yield Finding(*subject.settings.find("levels", code), f"no rule {code!r}", hint)
