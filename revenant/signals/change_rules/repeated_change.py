"""CH006: two lines carry one id; only one of them counts."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject
from revenant.signals.changes import Change

CODE = "CH006"
NAME = "repeated-change"
LEVEL = Level.ERROR
SUMMARY = "Two lines carry one id."

_HARMLESS = "harmless; leave it"
_HINT = "only the one recorded first counts; record the other anew with a command"


def check(subject: ChangesSubject) -> Iterator[Finding]:
    first: dict[str, tuple[int, Change]] = {}
    for line, change in subject.written:
        before, other = first.setdefault(change.id, (line, change))
        if before == line:
            continue
        if change.source and change.source == other.source:
            yield subject.at(line, "id", f"line {before} is of the same source: it counts once", _HARMLESS, Level.INFO)
        elif change == other:
            yield subject.at(line, "id", f"line {before} again: it counts once", _HARMLESS, Level.WARNING)
        else:
            yield subject.at(line, "id", f"line {before} has the same id and says something else", _HINT)
