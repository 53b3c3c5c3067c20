"""OC001: a file of oncall/ cannot be read, or a document in it breaks its form, so that nobody is on call by it."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.rules.subject import OncallSubject

CODE = "OC001"
NAME = "unreadable-document"
LEVEL = Level.ERROR
SUMMARY = "A file of oncall/ cannot be read, or a document in it breaks its form."

_HINT = "docs/how-to/on-call.md shows each form"


def check(subject: OncallSubject) -> Iterator[Finding]:
    found = [*subject.file.complaints, *(each for item in subject.file.items for each in item.complaints)]
    for line, col, message in found:
        yield Finding(line, col, message, _HINT)
