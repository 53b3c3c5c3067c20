"""SL023: more events were good than there were."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL023"
NAME = "more-good-than-total"
LEVEL = Level.ERROR
SUMMARY = "More events were good than there were."

_SAID = "more events were good than there were"
_HINT = "total counts all events, the good ones too"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.MORE_GOOD_THAN_TOTAL, _SAID, _HINT)
