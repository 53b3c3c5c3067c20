"""Whom one incident is escalated to by hand: who is named, or the next step of its policies, before its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from revenant.core.settings import Settings
from revenant.incidents.events import IncidentEscalated, Stamp
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.escalating.answering import without_policy
from revenant.oncall.escalating.due import asked_at, coming
from revenant.oncall.escalating.errors import NobodyReachedError, NothingLeftError, OverError, UnknownTargetError
from revenant.oncall.escalating.notice import Notice
from revenant.oncall.escalating.policy import Target, TargetKind
from revenant.oncall.escalating.reaching import reach
from revenant.oncall.escalating.roster import Roster

Make = Callable[[Stamp], list[IncidentEscalated]]
_KINDS = frozenset(kind.value for kind in TargetKind)


def named(
    it: IncidentSnapshot,
    to: str,
    why: str,
    roster: Roster,
    now: datetime,
    known: Callable[[str], str],
    people: Sequence[str],
) -> Make:
    """Everybody whom a target means now, or the person of that name or address.

    Raises:
        OverError, UnknownTargetError, NobodyReachedError.
    """
    _require_open(it)
    target = _target(to.strip(), roster, known, people)
    found = reach([target], asked_at(it, roster, now))
    if not found.people:
        raise NobodyReachedError(str(target), found.remarks)
    return lambda stamp: [
        stamp.event(IncidentEscalated, to=person, reason=why.strip(), target=meant)
        for person, meant in found.people.items()
    ]


def _target(to: str, roster: Roster, known: Callable[[str], str], people: Sequence[str]) -> Target:
    kind, colon, name = to.partition(":")
    if colon and kind in _KINDS and name:
        if kind != TargetKind.USER:
            _require_known(to, Target(TargetKind(kind), name), roster)
            return Target(TargetKind(kind), name)
        to = name
    if to in roster.schedules:
        return Target(TargetKind.SCHEDULE, to)
    person = known(to)
    if person not in people and "@" not in person:
        raise UnknownTargetError(to, [*people, *(f"schedule:{each}" for each in roster.schedules)])
    return Target(TargetKind.USER, person)


def _require_known(to: str, target: Target, roster: Roster) -> None:
    names = {
        TargetKind.SCHEDULE: list(roster.schedules),
        TargetKind.POLICY: [policy.name for policy in roster.policies],
    }
    if target.kind in names and target.name not in names[target.kind]:
        raise UnknownTargetError(to, [f"{target.kind}:{name}" for name in names[target.kind]])


def next_step(it: IncidentSnapshot, why: str, roster: Roster, settings: Settings, now: datetime) -> Make:
    """The next step of its policies that reaches anybody, whether its time has come or not.

    Raises:
        OverError, NothingLeftError.
    """
    _require_open(it)
    asked = asked_at(it, roster, now)
    for slot in coming(it, roster, settings):
        found = reach(slot.step.targets, asked, frozenset({slot.policy.name}))
        if found.people:
            notice = Notice(
                slot.key, slot.policy.name, slot.due, why.strip(), found.people, step=slot.number, round=slot.round
            )
            return notice.events
    raise NothingLeftError(it.id, without_policy(it, roster) or "every step of its policies was taken or answered")


def _require_open(it: IncidentSnapshot) -> None:
    if not it.is_open:
        raise OverError(it.id, it.status)
