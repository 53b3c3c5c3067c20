"""Deciding an override: who is put on, in place of whom, and what it changes in the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from revenant.core.text import all_encodable, encodable
from revenant.incidents.events import Stamp
from revenant.oncall.changing.entries import Cancelled, Overridden
from revenant.oncall.changing.errors import (
    BackwardSpanError,
    LongSpanError,
    NothingChangesError,
    NotOnCallError,
    OverError,
    SeveralOnCallError,
    UnclearOverrideError,
    UnknownOverrideError,
)
from revenant.oncall.overrides import EVERYBODY, Override, overridden
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import People, Stretch, both

LONGEST = timedelta(days=92)


class Wish(Struct, frozen=True, kw_only=True):
    """What somebody asked for: `person` on call from `start` to `end`, in UTC, in place of `instead_of`.

    Neither of `instead_of` and `besides`: in place of whoever is on call. `without` are to be off, for nobody.
    `anyway` takes what is refused else.
    """

    start: datetime
    end: datetime
    person: str = ""
    instead_of: str = ""
    without: str = ""
    besides: bool = False
    anyway: bool = False


class Planned(Struct, frozen=True, kw_only=True):
    """An override before it is written, and who is on call in its span before and after."""

    schedule: Schedule
    override: Override
    before: Sequence[Stretch]
    after: Sequence[Stretch]

    @property
    def gaps(self) -> list[Stretch]:
        """When nobody is on call any more, though somebody was."""
        lost = [each for each in self.after if not each.people]
        return [each for each in lost if any(_meets(each, old) and old.people for old in self.before)]


def plan(schedule: Schedule, wish: Wish) -> Planned:
    """The override that does what was asked for.

    Raises:
        RevenantError: it says too little, or would change nothing.
    """
    _check_span(schedule, wish)
    before = schedule.calendar(wish.start, wish.end)
    override = Override(wish.start, wish.end, *_who(schedule, wish, before))
    after = overridden(before, [override])
    if after == before:
        raise NothingChangesError(schedule.name, everybody(before))
    return Planned(schedule=schedule, override=override, before=before, after=after)


def entry_of(planned: Planned, stamp: Stamp, reason: str = "") -> Overridden:
    """The line to be written."""
    override = planned.override
    return Overridden(
        id=next(stamp.ids),
        at=stamp.at,
        by=encodable(stamp.by),
        schedule=planned.schedule.name,
        start=override.start,
        end=override.end,
        add=all_encodable(list(override.add)),
        remove=all_encodable(list(override.remove)),
        reason=encodable(reason),
        recorded=stamp.recorded,
    )


def to_cancel(standing: Iterable[Overridden], part: str, now: datetime) -> Overridden:
    """The override whose id contains `part` and that has not ended.

    Raises:
        UnknownOverrideError, OverError.
    """
    wanted = part.strip().lower()
    found = [entry for entry in standing if wanted and wanted in entry.id]
    if len(found) != 1:
        raise UnknownOverrideError(part, [entry.id for entry in found])
    if found[0].end <= now:
        raise OverError(found[0].id, found[0].end)
    return found[0]


def cancel(entry: Overridden, stamp: Stamp, reason: str = "") -> Cancelled:
    """The line that takes it back, from now on."""
    return Cancelled(
        id=next(stamp.ids),
        at=stamp.at,
        by=encodable(stamp.by),
        cancels=entry.id,
        reason=encodable(reason),
        recorded=stamp.recorded,
    )


def everybody(stretches: Iterable[Stretch]) -> People:
    """All who are on call at some time, in the order in which they come."""
    found: People = ()
    for each in stretches:
        found = both(found, each.people)
    return found


def _check_span(schedule: Schedule, wish: Wish) -> None:
    if wish.end <= wish.start:
        raise BackwardSpanError(*(each.astimezone(schedule.zone).isoformat() for each in (wish.start, wish.end)))
    if wish.end - wish.start > LONGEST and not wish.anyway:
        raise LongSpanError(LONGEST.days)
    if not (wish.person or wish.without):
        raise UnclearOverrideError("nobody is named who is to be on call, or off with --remove")
    if wish.besides and (wish.instead_of or not wish.person):
        raise UnclearOverrideError("--besides is for a person who is on call with those who are on already")
    if wish.without and (wish.person or wish.instead_of):
        raise UnclearOverrideError("--remove is for somebody whom nobody replaces; else say --instead-of")


def _who(schedule: Schedule, wish: Wish, before: Sequence[Stretch]) -> tuple[People, People]:
    """Who is added and who removed."""
    on = everybody(before)
    named = wish.without or wish.instead_of
    if named and named != EVERYBODY and named not in on:
        raise NotOnCallError(named, schedule.name, on)
    if wish.without:
        return (), (wish.without,)
    if wish.besides:
        return (wish.person,), ()
    if wish.instead_of:
        return (wish.person,), (wish.instead_of,)
    together = next((each.people for each in before if len(each.people) > 1), ())
    if together:
        raise SeveralOnCallError(schedule.name, together)
    return (wish.person,), (EVERYBODY,)


def _meets(one: Stretch, other: Stretch) -> bool:
    return one.start < other.end and other.start < one.end
