"""WS001: revenant.yaml cannot be read, so no command runs."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.linting.document import Document, as_findings
from revenant.linting.engine import Finding

CODE = "WS001"
NAME = "invalid-settings"
LEVEL = Level.ERROR
SUMMARY = "revenant.yaml cannot be read."


def check(subject: Document[Settings]) -> Iterator[Finding]:
    yield from as_findings(subject.complaints, "every key is explained in docs/formats.md")
