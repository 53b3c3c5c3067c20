"""SL025: a period stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL025"
NAME = "repeated-period"
LEVEL = Level.WARNING
SUMMARY = "A period stands there twice."

_SAID = "the period stands there already"
_HINT = "keep one of the rows"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.DUPLICATE, _SAID, _HINT)
