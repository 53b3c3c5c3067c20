"""Who answers for a service: whom its escalation policy turns to, step by step; else its schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import chain
from typing import NamedTuple

from revenant.oncall.errors import NoScheduleOfServiceError, UnknownServiceError
from revenant.oncall.escalating.answering import policy_for
from revenant.oncall.escalating.policy import Policy, Step, Target, TargetKind
from revenant.oncall.escalating.reaching import Asked, reach
from revenant.oncall.escalating.roster import Roster
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import People


class Turned(NamedTuple):
    """A step, whom it means now, and what is to be said of targets that mean nobody."""

    step: Step | None
    people: People
    remarks: Sequence[str]


class Answer(NamedTuple):
    """Who answers for `service` at `at`: by a policy, or by a schedule alone where none is for it."""

    service: str
    owner: str
    at: datetime
    policy: Policy | None
    schedule: Schedule | None
    steps: Sequence[Turned]


def answering(service: str, roster: Roster, at: datetime) -> Answer:
    """Whom to turn to for a service.

    Raises:
        UnknownServiceError: neither the catalogue nor oncall/ names it.
        NoScheduleOfServiceError: nobody answers for it.
    """
    owner = roster.owner(service)
    policy = policy_for(service, owner, roster.policies)
    if policy is not None:
        asked = Asked(roster, at, [service])
        steps = [_turned(step, asked, frozenset({policy.name})) for step in policy.steps]
        return Answer(service, owner, at, policy, None, steps)
    schedule = _schedule_for(service, owner, list(roster.schedules.values()))
    if schedule is None:
        if roster.owners and service not in roster.owners:
            raise UnknownServiceError(service, sorted(roster.owners))
        raise NoScheduleOfServiceError(service)
    target = Target(TargetKind.SCHEDULE, schedule.name)
    found = reach([target], Asked(roster, at, [service]))
    return Answer(service, owner, at, None, schedule, [Turned(None, tuple(found.people), found.remarks)])


def _turned(step: Step, asked: Asked, seen: frozenset[str]) -> Turned:
    found = reach(step.targets, asked, seen)
    return Turned(step, tuple(found.people), found.remarks)


def _schedule_for(service: str, owner: str, schedules: Sequence[Schedule]) -> Schedule | None:
    """The schedule that names the service, else one that names its owner, else one called as either."""
    named = (each for each in schedules if any(fnmatchcase(service, pattern) for pattern in each.services))
    owned = (each for each in schedules if owner and owner in each.teams)
    called = (each for each in schedules if each.name in {service, owner})
    return next(chain(named, owned, called), None)
