"""SL029: a file of measured values that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.data_rules.subject import DataSubject

CODE = "SL029"
NAME = "data-without-slo"
LEVEL = Level.WARNING
SUMMARY = "A file of measured values that nobody reads."


def check(subject: DataSubject) -> Iterator[Finding]:
    if subject.hidden_by:
        hint = "one of the two is enough"
        yield Finding(0, 0, f"{subject.hidden_by} is read instead of this file", hint)
    elif subject.slo not in subject.slos:
        near = get_close_matches(subject.slo, subject.slos, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else "the file is named as the SLO is: slos/data/NAME.csv"
        yield Finding(0, 0, f"there is no SLO {subject.slo!r}", hint)
