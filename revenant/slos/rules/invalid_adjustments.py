"""SL013: slos/adjustments.yaml cannot be read, or accepts a time that ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.document import as_findings
from revenant.linting.engine import Finding
from revenant.slos.rules.adjustments_subject import AdjustmentsSubject

CODE = "SL013"
NAME = "invalid-adjustments"
LEVEL = Level.ERROR
SUMMARY = "slos/adjustments.yaml cannot be read, or accepts a time that ends before it starts."


def check(subject: AdjustmentsSubject) -> Iterator[Finding]:
    yield from as_findings(subject.complaints, "every key is explained in docs/formats.md")
