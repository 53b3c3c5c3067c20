"""IN010: a change of status that the lifecycle table does not have."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.lifecycle import find_move, next_statuses
from revenant.incidents.rules.subject import LogSubject, steps
from revenant.linting.engine import Finding

CODE = "IN010"
NAME = "illegal-move"
LEVEL = Level.ERROR
SUMMARY = "A change of status the lifecycle does not know."

_HARMLESS = "it changes nothing; two clones may have settled one contest"


def check(subject: LogSubject) -> Iterator[Finding]:
    for event, before in steps(subject.snapshot.events):
        if event.from_ is not event.to and find_move(event.from_, event.to) is None:
            hint = f"from {event.from_} it may become: {', '.join(next_statuses(event.from_))}"
            yield subject.at(event, "to", f"{event.from_} cannot become {event.to}", hint)
        elif event.from_ is event.to and not before.contesting:
            yield subject.at(event, "to", f"confirms {event.to}, which nobody contested", _HARMLESS, Level.WARNING)
