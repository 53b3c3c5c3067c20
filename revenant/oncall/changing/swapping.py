"""Swapping turns: one person's against another's, as two overrides."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from revenant.oncall.changing.errors import NoTurnError, OverlappingTurnsError
from revenant.oncall.changing.overriding import Planned, Wish, everybody, plan
from revenant.oncall.changing.turns import Span, turns_of
from revenant.oncall.schedule import Schedule

HORIZON = timedelta(days=366)
_MARGIN = timedelta(days=92)


class Swap(Struct, frozen=True, kw_only=True):
    """`one` gives `first` and takes `second`, which was `other`'s."""

    one: str
    other: str
    first: Span
    second: Span
    planned: tuple[Planned, Planned]

    @property
    def more(self) -> timedelta:
        """How much longer `one` is on call than before; less, where it is below nothing."""
        return self.second.length - self.first.length


def swap(
    schedule: Schedule, one: str, other: str, now: datetime, at: datetime | None = None, with_: datetime | None = None
) -> Swap:
    """The swap of the turn at `at` against that at `with_`; of the next each, where no time is given.

    Of a turn that has begun, the rest is swapped.

    Raises:
        NoTurnError, OverlappingTurnsError.
    """
    first = turn(schedule, one, now, at)
    second = turn(schedule, other, now, with_)
    together = Span(max(first.start, second.start), min(first.end, second.end))
    if together.start < together.end:
        raise OverlappingTurnsError(one, other, _told(schedule, together.start))
    _check_free(schedule, other, first)
    _check_free(schedule, one, second)
    planned = (_replaced(schedule, one, other, first), _replaced(schedule, other, one, second))
    return Swap(one=one, other=other, first=first, second=second, planned=planned)


def turn(schedule: Schedule, person: str, now: datetime, at: datetime | None = None) -> Span:
    """The turn of somebody at an instant, or the next to begin.

    Raises:
        NoTurnError.
    """
    since = (at or now) - _MARGIN
    stretches = schedule.calendar(since, (at or now) + HORIZON)
    turns = turns_of(person, stretches)
    if at is None:
        found = next((each for each in turns if each.start >= now), None)
        when = f"in the {HORIZON.days} days to come"
    else:
        found = next((each for each in turns if each.start <= at < each.end), None)
        when = f"at {_told(schedule, at)}"
    if found is None:
        raise NoTurnError(person, schedule.name, when, everybody(stretches))
    return Span(max(found.start, now), found.end) if found.start < now < found.end else found


def _check_free(schedule: Schedule, person: str, span: Span) -> None:
    """Somebody who is on already cannot take a turn: hours would be lost."""
    busy = [each for each in schedule.calendar(*span) if person in each.people]
    if busy:
        others = [who for who in everybody(busy) if who != person]
        raise OverlappingTurnsError(person, ", ".join(others) or person, _told(schedule, busy[0].start))


def _replaced(schedule: Schedule, off: str, on: str, span: Span) -> Planned:
    return plan(schedule, Wish(start=span.start, end=span.end, person=on, instead_of=off, anyway=True))


def _told(schedule: Schedule, at: datetime) -> str:
    return at.astimezone(schedule.zone).isoformat(timespec="minutes")
