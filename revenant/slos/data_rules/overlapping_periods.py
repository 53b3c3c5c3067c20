"""SL026: two periods share some of their time."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL026"
NAME = "overlapping-periods"
LEVEL = Level.WARNING
SUMMARY = "Two periods share some of their time."

_SAID = "the period begins before another one has ended"
_HINT = "let each period begin where the one before ends"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.OVERLAP, _SAID, _HINT)
