"""A notification that is due: whom, since when, why, by which policy; and the events that record it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from revenant.incidents.events import ESCALATION, IncidentEscalated, Stamp
from revenant.incidents.snapshot import IncidentSnapshot

_PARTS = 3


class Notice(NamedTuple):
    """`people` are those to be told, each with the target that means them; `backup` whom the next step would tell.

    `key` is the same in any clone and at any time. `step` counts from 1 and `round` from 0; both are 0 where a
    `trigger` is the reason.
    """

    key: str
    policy: str
    due: datetime
    why: str
    people: dict[str, str]
    step: int = 0
    round: int = 0
    trigger: str = ""
    backup: tuple[str, ...] = ()

    def key_of(self, person: str) -> str:
        """What the notification of one of the people is called."""
        return f"{self.key}/{person}"

    def events(self, stamp: Stamp) -> list[IncidentEscalated]:
        """What records it: an event for each of the people."""
        return [
            stamp.event(
                IncidentEscalated,
                to=person,
                reason=self.why,
                policy=self.policy,
                target=target,
                step=self.step,
                round=self.round,
                trigger=self.trigger,
                due=self.due,
                origin=f"{ESCALATION}{self.key_of(person)}",
            )
            for person, target in self.people.items()
        ]


def key(*parts: str) -> str:
    """A key of three parts, none of which holds a slash afterwards."""
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)


def told(it: IncidentSnapshot) -> frozenset[str]:
    """Keys of what was recorded already, also if that was taken back: nobody is to be told the same twice."""
    events = [event for event in (*it.events, *it.taken_back) if isinstance(event, IncidentEscalated)]
    origins = [event.origin.removeprefix(ESCALATION) for event in events if event.origin.startswith(ESCALATION)]
    return frozenset("/".join(origin.split("/", _PARTS)[:_PARTS]) for origin in origins)


def all_events(notices: Iterable[Notice], stamp: Stamp) -> list[IncidentEscalated]:
    """What records several of them, in their order."""
    return [event for notice in notices for event in notice.events(stamp)]
