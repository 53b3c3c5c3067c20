"""IN007: two lines carry one event id; only one of them counts."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.events import AnyEvent
from revenant.incidents.rules.subject import LogSubject, column
from revenant.linting.engine import Finding

CODE = "IN007"
NAME = "repeated-event-id"
LEVEL = Level.ERROR
SUMMARY = "Two lines carry one event id."

_HINT = "only the earlier one counts; record the other anew with a command, then `revenant audit` tells who wrote which"


def check(subject: LogSubject) -> Iterator[Finding]:
    first: dict[str, tuple[int, AnyEvent]] = {}
    for line, event in subject.written:
        before, other = first.setdefault(event.id, (line, event))
        if before == line:
            continue
        col = column(subject.rows[line - 1], "id")
        if event == other:
            yield Finding(line, col, f"line {before} again: it counts once", "harmless; leave it", Level.WARNING)
        else:
            yield Finding(line, col, f"line {before} has the same id and says something else", _HINT)
