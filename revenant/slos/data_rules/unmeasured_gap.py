"""SL027: there is time between two periods that nothing measured."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL027"
NAME = "unmeasured-gap"
LEVEL = Level.INFO
SUMMARY = "There is time between two periods that nothing measured."

_SAID = "nothing measured the time before this period"
_HINT = "fill in what is known; what is not known is neither good nor bad"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.GAP, _SAID, _HINT)
