"""SL022: a number of events is below zero."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL022"
NAME = "negative-count"
LEVEL = Level.ERROR
SUMMARY = "A number of events is below zero."

_SAID = "fewer events than none"
_HINT = "write how many events there were in the period; a difference of counters needs its resets taken into account"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.NEGATIVE, _SAID, _HINT)
