"""SL002: two documents of one kind have one name."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, Spot, finding

CODE = "SL002"
NAME = "repeated-name"
LEVEL = Level.ERROR
SUMMARY = "Two documents of one kind have one name."


def check(subject: SloSubject) -> Iterator[Finding]:
    for item in subject.file.items:
        if item.value is None:
            continue
        kind, name = item.value.kind, item.value.metadata.name
        first = subject.known.documents[kind, name][0]
        if first != Spot(subject.path, *item.at()):
            message = f"the {kind} {name} is in {first.path}, line {first.line}, already"
            yield finding(item, ("metadata", "name"), message, "give one of them another name")
