"""LI002: a comment that is to keep lint silent, but does not say about what, or why."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.linting.rules.subject import Suppressed
from revenant.linting.selection import near_codes

CODE = "LI002"
NAME = "invalid-suppression"
LEVEL = Level.ERROR
SUMMARY = "A suppression without a reason, without a rule, or that cannot be read."

_HINT = "write: revenant: ignore RB403 -- why (until 2027-01-31); the end is optional"


def check(subject: Suppressed) -> Iterator[Finding]:
    """A code that no rule has makes the whole comment one that ignores nothing."""
    for each in subject.suppressions:
        place = (each.line, each.start + 1)
        if each.fault:
            near = [
                code for word in each.codes if word not in subject.known for code in near_codes(word, subject.known)
            ]
            hint = f"did you mean {' or '.join(near)}?" if near else _HINT
            yield Finding(*place, f"this ignores nothing: {each.fault}", hint)
        for code in each.codes:
            if code.startswith("LI"):
                yield Finding(*place, f"{code} cannot be ignored by a comment", "lint.levels in revenant.yaml sets it")
