"""What the page of a handoff tells, as values: facts that are gathered elsewhere, a section each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from revenant.oncall.stretches import People, Stretch


class Standing(NamedTuple):
    """An incident: `link` leads to its log from the page; `next_step` is in plain words, empty where none is known."""

    id: str
    link: str
    title: str
    severity: str
    status: str
    since: datetime | None
    owner: str
    next_step: str


class Escalated(NamedTuple):
    """A notification of an incident that is still open."""

    incident: str
    link: str
    at: datetime
    to: str
    reason: str


class Made(NamedTuple):
    """A change of a service; `planned` if it is still to come."""

    at: datetime
    words: str
    by: str
    planned: bool


class Noise(NamedTuple):
    """An alert: how often it was heard, in which incidents, and in how many of them nobody has done anything."""

    name: str
    heard: int
    incidents: Sequence[str]
    unanswered: int


class Owed(NamedTuple):
    """An action item; `due` is a day, `overdue` whether that is past."""

    name: str
    text: str
    owner: str
    due: str
    overdue: bool


class Deferred(NamedTuple):
    """A follow-up that somebody noted in an incident."""

    incident: str
    link: str
    text: str
    owner: str


class Budget(NamedTuple):
    """An error budget that is gone, or burns too fast, in words."""

    name: str
    words: str


class HandoffFacts(NamedTuple):
    """All that a page tells. Times are shown in `zone`; `begins` is when the incoming turn begins, if one does.

    `note` is what the outgoing person says; `unread` are parts that could not be read, in words.
    """

    schedule: str
    zone: tzinfo
    at: datetime
    since: datetime
    begins: datetime | None
    outgoing: People
    incoming: People
    backup: People
    open: Sequence[Standing] = ()
    watched: Sequence[Standing] = ()
    escalated: Sequence[Escalated] = ()
    changes: Sequence[Made] = ()
    noise: Sequence[Noise] = ()
    owed: Sequence[Owed] = ()
    deferred: Sequence[Deferred] = ()
    budgets: Sequence[Budget] = ()
    coming: Sequence[Stretch] = ()
    note: str = ""
    unread: Sequence[str] = ()
