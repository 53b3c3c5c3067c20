"""IN016: moving back, cancelling and overriding the close gate need a reason."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.events import IncidentStatusChanged
from revenant.incidents.lifecycle import find_move
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN016"
NAME = "missing-reason"
LEVEL = Level.ERROR
SUMMARY = "A move back, a cancellation or an override without a reason."


def check(subject: LogSubject) -> Iterator[Finding]:
    for event in subject.snapshot.events:
        if isinstance(event, IncidentStatusChanged) and not event.reason.strip() and _needs_reason(event):
            yield subject.at(
                event, "to", f"{event.from_} → {event.to} without a reason", subject.amend(event, "reason=…")
            )


def _needs_reason(event: IncidentStatusChanged) -> bool:
    move = find_move(event.from_, event.to)
    return event.override or (move is not None and move.needs_reason)
