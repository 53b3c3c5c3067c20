"""SL020: a row of measured values, or their header, cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL020"
NAME = "unreadable-measurement"
LEVEL = Level.ERROR
SUMMARY = "A row of measured values, or their header, cannot be read."

_SAID = "unreadable"
_HINT = "write times as 2026-11-23T10:15:00Z, and numbers with a point"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.UNREADABLE, _SAID, _HINT)
