"""IN009: times run backwards: an end before its start, a move before the status it leaves."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.rules.subject import LogSubject
from revenant.incidents.sequence import find_backwards
from revenant.linting.engine import Finding

CODE = "IN009"
NAME = "out-of-order"
LEVEL = Level.ERROR
SUMMARY = "Times run backwards."

_STATED = "its source says so, and it counts as invalid; who knows better amends it: "
_AMENDABLE = {"at": "at", "recorded": "at", "ended_at": "ended_at"}


def check(subject: LogSubject) -> Iterator[Finding]:
    """What was imported is a warning: it is recorded as its source states it, and nobody here may know better."""
    is_foreign = bool(subject.snapshot.source)
    for found in find_backwards(subject.snapshot.events):
        hint = subject.amend(found.event, f"{_AMENDABLE[found.key]}=TIME")
        yield subject.at(
            found.event, found.key, found.words, _STATED * is_foreign + hint, Level.WARNING if is_foreign else None
        )
