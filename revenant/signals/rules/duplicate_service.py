"""WS010: two services have one name, and only the first counts."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.document import Document
from revenant.linting.engine import Finding
from revenant.signals.catalogue import Catalogue

CODE = "WS010"
NAME = "duplicate-service"
LEVEL = Level.ERROR
SUMMARY = "Two services have one name."


def check(subject: Document[Catalogue]) -> Iterator[Finding]:
    names = subject.value.names if subject.value else []
    for place, name in enumerate(names):
        if name in names[:place]:
            skip = names[:place].count(name)
            yield Finding(*subject.find(f"name: {name}", skip=skip), f"{name} is listed already", "keep one entry")
