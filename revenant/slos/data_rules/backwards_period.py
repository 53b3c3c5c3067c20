"""SL021: a period ends before it starts, or when it starts."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL021"
NAME = "backwards-period"
LEVEL = Level.ERROR
SUMMARY = "A period ends before it starts, or when it starts."

_SAID = "the period ends before it starts"
_HINT = "period_start is the earlier of the two, period_end the later"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.BACKWARDS, _SAID, _HINT)
