"""SL024: a period is not over yet."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL024"
NAME = "future-period"
LEVEL = Level.WARNING
SUMMARY = "A period is not over yet."

_SAID = "the period is not over"
_HINT = "write a period when it is over"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.FUTURE, _SAID, _HINT)
