"""From when the steps of a policy count: an incident was detected, came back, or its acknowledgement was forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.incidents.contest import Standing, take
from revenant.incidents.events import (
    AnyEvent,
    IncidentEscalated,
    IncidentOpened,
    IncidentStatusChanged,
    SignalsCorrelated,
)
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.escalating.policy import Condition


class Episode(NamedTuple):
    """`mark` is the id of the event that it follows, so that it is the same in any clone; `began` says how it began."""

    start: datetime
    mark: str
    began: str
    is_answered: bool

    def holds(self, condition: Condition) -> bool:
        """Whether what must not have happened has not; nobody asks about an incident that is over."""
        return condition is Condition.NOT_RESOLVED or not self.is_answered


def current(it: IncidentSnapshot, bots: frozenset[str] = frozenset()) -> Episode | None:
    """The episode of an open incident that began when it was detected, or came back last; None without an opening.

    What came back is answered by the next word of a human being after that, since it can be acknowledged but once.
    """
    opening = next((event for event in it.events if isinstance(event, IncidentOpened)), None)
    if opening is None or not it.is_open:
        return None
    back = _came_back(it)
    if back is None:
        return Episode(opening.at, opening.id, "it was detected", it.is_answered)
    later = it.events[it.events.index(back) + 1 :]
    return Episode(back.at, back.id, "it was reopened", any(is_word(event, bots) for event in later))


def forgotten(it: IncidentSnapshot, after: timedelta | None, bots: frozenset[str] = frozenset()) -> Episode | None:
    """The episode that begins so long `after` the last word of whoever has an answered incident in hand.

    It may begin in time to come. None where nobody has it in hand.
    """
    episode = current(it, bots)
    if episode is None or not episode.is_answered or after is None:
        return None
    word = next((event for event in reversed(it.events) if is_word(event, bots)), None)
    start = None if word is None else _later(word.at, after)
    if word is None or start is None:
        return None
    return Episode(start, word.id, "its acknowledgement was forgotten", is_answered=False)


def in_hand(it: IncidentSnapshot, bots: frozenset[str] = frozenset()) -> str:
    """Who has an answered incident in hand: whoever it was handed to last, or acknowledged it, or spoke last."""
    if it.handoffs:
        return it.handoffs[-1].to
    words = [event.by for event in it.events if is_word(event, bots)]
    return it.acknowledged_by or (words[-1] if words else "")


def is_word(event: AnyEvent, bots: frozenset[str] = frozenset()) -> bool:
    """Whether a human being said something by it; what was computed, and that somebody was called, is no answer."""
    if isinstance(event, IncidentEscalated | SignalsCorrelated) or event.origin:
        return False
    return event.by.casefold() not in bots


def _came_back(it: IncidentSnapshot) -> IncidentStatusChanged | None:
    """The event that last took it up again after it was over."""
    standing, back = Standing(), None
    for event in it.events:
        if isinstance(event, IncidentStatusChanged):
            before, standing = standing, take(standing, event)
            if before.status.is_over and not standing.status.is_over:
                back = event
    return back


def _later(at: datetime, span: timedelta) -> datetime | None:
    try:
        return at + span
    except OverflowError:
        return None
