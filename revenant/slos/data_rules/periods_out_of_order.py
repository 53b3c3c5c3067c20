"""SL028: rows are not in order of time."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject
from revenant.slos.usage import Flaw

CODE = "SL028"
NAME = "periods-out-of-order"
LEVEL = Level.INFO
SUMMARY = "Rows are not in order of time."

_SAID = "the period begins before that of a row above"
_HINT = "sort the rows below the header; sorted files are read once, others twice"


def check(subject: DataSubject) -> Iterator[Finding]:
    return subject.findings(Flaw.OUT_OF_ORDER, _SAID, _HINT)
