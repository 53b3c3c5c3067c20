"""AU003: an event says it is by somebody else than the commit's author."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import LogGain, is_bot, same_person
from revenant.incidents.rules.subject import column
from revenant.linting.engine import Finding

CODE = "AU003"
NAME = "wrong-author"
LEVEL = Level.ERROR
SUMMARY = "An event says it is by somebody else than the author of its commit."

_HINT = "commit it as the person named; list a second address under aliases, a program under bots in revenant.yaml"


def check(subject: LogGain) -> Iterator[Finding]:
    author = subject.commit.author
    if is_bot(subject.settings, author):
        return
    for row, event in subject.events:
        if not same_person(subject.settings, event.by, author):
            yield Finding(row.number, column(row.text, "by"), f"adds an event by {event.by}", _HINT)
