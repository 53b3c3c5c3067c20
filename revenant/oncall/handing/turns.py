"""Whose turn ends and whose begins: asked of the schedule, so that nobody types what it knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.oncall.escalating.policy import Policy, Step, TargetKind
from revenant.oncall.handing.errors import NobodyNextError, NoScheduleNamedError
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import People, Stretch

BEHIND = timedelta(days=35)
AHEAD = timedelta(days=60)
JUST_NOW = timedelta(hours=12)  # who was relieved may still be writing


class Turnover(NamedTuple):
    """`outgoing` hand over to `incoming`, whose turn begins at `begins`; None if no schedule says so.

    The turn that ends began at `since`.
    """

    outgoing: People
    incoming: People
    since: datetime
    begins: datetime | None


def schedule_for(schedules: Sequence[Schedule], who: str, at: datetime) -> Schedule:
    """The schedule that `who` is on call in, or else was until just now; the only one there is.

    Raises:
        NoScheduleNamedError: several may be meant, or none.
    """
    now = [each for each in schedules if who in each.on_call(at)]
    found = now or [each for each in schedules if was_until_now(each, who, at)]
    if len(found) == 1 or (len(schedules) == 1 and not found):
        return (found or schedules)[0]
    raise NoScheduleNamedError([each.name for each in found or schedules], yours=bool(found))


def was_until_now(schedule: Schedule, who: str, at: datetime) -> bool:
    """Whether somebody's turn ended within the last hours."""
    return who not in schedule.on_call(at) and any(who in each.people for each in schedule.calendar(at - JUST_NOW, at))


def turnover(schedule: Schedule, who: str, at: datetime, to: str = "") -> Turnover:
    """Whose turn ends and whose begins, if `who` asks for it at `at`; `to` takes over whatever the schedule says.

    Raises:
        NobodyNextError: nobody else is on call for a long time.
    """
    stretches = schedule.calendar(at - BEHIND, at + AHEAD)
    place = _ending(stretches, who, at) if was_until_now(schedule, who, at) else _at(stretches, at)
    leaving = stretches[place]
    if to:
        return Turnover(leaving.people or (who,), (to,), leaving.start, None)
    following = next((each for each in stretches[place + 1 :] if set(each.people) - set(leaving.people)), None)
    if following is None:
        raise NobodyNextError(schedule.name, AHEAD.days)
    staying = set(leaving.people) & set(following.people)
    outgoing = tuple(each for each in leaving.people if each not in staying) or leaving.people
    return Turnover(
        outgoing or (who,),
        tuple(each for each in following.people if each not in staying),
        leaving.start,
        following.start,
    )


def backup(schedule: Schedule, policies: Sequence[Policy], schedules: Mapping[str, Schedule], at: datetime) -> People:
    """Whom the policies notify at `at`, where the schedule's people do not answer."""
    for policy in policies:
        for later in _after(policy.steps, schedule.name):
            people = [
                person for target in later.targets for person in _reached(target.kind, target.name, schedules, at)
            ]
            others = tuple(each for each in dict.fromkeys(people) if each not in schedule.on_call(at))
            if others:
                return others
    return ()


def coming(schedule: Schedule, at: datetime, span: timedelta = timedelta(days=7)) -> list[Stretch]:
    """Who is on call from then on, for a week."""
    return schedule.calendar(at, at + span)


def _after(steps: Sequence[Step], name: str) -> Sequence[Step]:
    """The steps after the first that asks this schedule; none where no step does."""
    for number, step in enumerate(steps):
        if any(target.kind is TargetKind.SCHEDULE and target.name == name for target in step.targets):
            return steps[number + 1 :]
    return ()


def _reached(kind: TargetKind, name: str, schedules: Mapping[str, Schedule], at: datetime) -> People:
    if kind is TargetKind.USER:
        return (name,)
    return schedules[name].on_call(at) if kind is TargetKind.SCHEDULE and name in schedules else ()


def _at(stretches: Sequence[Stretch], at: datetime) -> int:
    return next(number for number, each in enumerate(stretches) if each.start <= at < each.end)


def _ending(stretches: Sequence[Stretch], who: str, at: datetime) -> int:
    """The last turn of `who` before `at`."""
    return max(number for number, each in enumerate(stretches) if each.start < at and who in each.people)
