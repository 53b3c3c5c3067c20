"""Whom a command means by a name, and which instant by a time, for one schedule."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.oncall.schedule import Schedule

EVERYBODY_WORDS = ("everybody", "*")


def person_named(session: Session, schedule: Schedule, name: str, *, anyway: bool = False) -> str:
    """The address of somebody who is in revenant.yaml or takes turns in the schedule; `name` itself with `anyway`.

    Raises:
        UnknownPersonError.
    """
    from revenant.oncall.changing.errors import UnknownPersonError
    from revenant.oncall.people import addresses

    found = addresses(session.settings)(name.strip())
    known = {person.email for person in session.settings.people}
    known.update(who for layer in schedule.layers for people in layer.members for who in people)
    if found in known or (anyway and found and found not in EVERYBODY_WORDS):
        return found
    raise UnknownPersonError(name, sorted(known))


def instant_of(session: Session, schedule: Schedule, text: str) -> datetime:
    """What was typed, by the clock of the schedule where it has no offset.

    Raises:
        DoubtfulTimeError, UnreadableTimeError.
    """
    from revenant.oncall.changing.moments import typed_time

    return typed_time(text, schedule.zone, session.now)
