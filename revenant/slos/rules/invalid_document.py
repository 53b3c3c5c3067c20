"""SL001: a file of slos/ cannot be read, or a document breaks a rule of OpenSLO v1."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.document import as_findings
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject

CODE = "SL001"
NAME = "invalid-document"
LEVEL = Level.ERROR
SUMMARY = "A file of slos/ cannot be read, or a document breaks a rule of OpenSLO v1."
_HINT = "docs/formats.md shows what is read; the rules are those of OpenSLO v1"


def check(subject: SloSubject) -> Iterator[Finding]:
    yield from as_findings(subject.file.complaints, "docs/decisions/0002-strict-yaml.md tells what YAML is read")
    for item in subject.file.items:
        yield from as_findings(item.complaints, _HINT)
