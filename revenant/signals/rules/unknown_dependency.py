"""WS004: a service depends on one that is not listed, or on itself."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from revenant.core.problems import Level
from revenant.linting.document import Document
from revenant.linting.engine import Finding
from revenant.signals.catalogue import Catalogue

CODE = "WS004"
NAME = "unknown-dependency"
LEVEL = Level.ERROR
SUMMARY = "A service depends on one that is not listed, or on itself."


def check(subject: Document[Catalogue]) -> Iterator[Finding]:
    if subject.value is None:
        return
    names = subject.value.names
    for service in subject.value.services:
        for other in service.depends_on:
            place = subject.find(f"name: {service.name}", "depends_on", other)
            if other == service.name:
                yield Finding(*place, f"{service.name} depends on itself", "take it out of depends_on")
            elif other not in names:
                yield Finding(*place, f"{service.name} depends on {other!r}, which is not listed", _hint(other, names))


def _hint(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else "give it an entry of its own"
