"""Where the times of a record run backwards: an end before its start, a move before the status it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from revenant.core.times import format_time
from revenant.incidents.events import AnyEvent, ImpactRecorded, IncidentOpened, IncidentStatusChanged
from revenant.incidents.lifecycle import Status


class Backwards(NamedTuple):
    """A time of `event`, under `key`, that precedes another one; `words` say which."""

    event: AnyEvent
    key: str
    words: str


def find_backwards(events: Iterable[AnyEvent]) -> Iterator[Backwards]:
    """Every time of these events, given in their order, that precedes what it cannot precede."""
    events = list(events)
    began = _began(events)
    for event in events:
        for key, before, after, what in _pairs(event, began):
            if before > after:
                yield Backwards(event, key, f"{format_time(after)} is before {what} ({format_time(before)})")


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


def _began(events: Iterable[AnyEvent]) -> dict[Status, datetime]:
    """When each status was first entered."""
    began: dict[Status, datetime] = {}
    for event in events:
        if isinstance(event, IncidentOpened):
            began.setdefault(Status.OPEN, event.at)
        elif isinstance(event, IncidentStatusChanged):
            began.setdefault(event.to, event.at)
    return began
