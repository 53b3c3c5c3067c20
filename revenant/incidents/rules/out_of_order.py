"""IN009: times run backwards: an end before its start, a move before the status it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from revenant.core.problems import Level
from revenant.core.times import format_time
from revenant.incidents.events import AnyEvent, ImpactRecorded, IncidentOpened, IncidentStatusChanged
from revenant.incidents.lifecycle import Status
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN009"
NAME = "out-of-order"
LEVEL = Level.ERROR
SUMMARY = "Times run backwards."

_AMENDABLE = {"at": "at", "recorded": "at", "ended_at": "ended_at"}


def check(subject: LogSubject) -> Iterator[Finding]:
    began = _began(subject.snapshot.events)
    for event in subject.snapshot.events:
        for key, before, after, what in _pairs(event, began):
            if before > after:
                message = f"{format_time(after)} is before {what} ({format_time(before)})"
                yield subject.at(event, key, message, subject.amend(event, f"{_AMENDABLE[key]}=TIME"))


def _pairs(event: AnyEvent, began: dict[Status, datetime]) -> Iterator[tuple[str, datetime, datetime, str]]:
    """Times of `event` that must not precede one another: key, earlier, later, what the earlier one is."""
    if event.recorded is not None:
        yield "recorded", event.at, event.recorded, "it happened"
    if isinstance(event, IncidentStatusChanged) and event.from_ in began:
        yield "at", began[event.from_], event.at, f"{event.from_} began"
    if isinstance(event, IncidentOpened) and event.started_at is not None:
        yield "at", event.started_at, event.at, "the impact started"
    if isinstance(event, ImpactRecorded) and event.ended_at is not None:
        yield "ended_at", event.started_at, event.ended_at, "the impact started"


def _began(events: list[AnyEvent]) -> dict[Status, datetime]:
    """When each status was first entered."""
    began: dict[Status, datetime] = {}
    for event in events:
        if isinstance(event, IncidentOpened):
            began.setdefault(Status.OPEN, event.at)
        elif isinstance(event, IncidentStatusChanged):
            began.setdefault(event.to, event.at)
    return began
