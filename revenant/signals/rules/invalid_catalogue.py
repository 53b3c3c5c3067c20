"""WS002: services.yaml cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.document import Document, as_findings
from revenant.linting.engine import Finding
from revenant.signals.catalogue import Catalogue

CODE = "WS002"
NAME = "invalid-catalogue"
LEVEL = Level.ERROR
SUMMARY = "services.yaml cannot be read."


def check(subject: Document[Catalogue]) -> Iterator[Finding]:
    yield from as_findings(subject.complaints, "every key is explained in docs/formats.md")
