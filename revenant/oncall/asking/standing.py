"""Who is on call at an instant: since when, until when, through what, and who comes after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.oncall.overrides import Override
from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import People, Stretch

HORIZONS = (timedelta(days=8), timedelta(days=62), timedelta(days=800))


class Standing(NamedTuple):
    """`people` are on call from `since` until `until`; then `following`, until it changes again.

    `since` and `until` are None where nothing changes within two years; then `following` is empty. `planned` would be
    on call without the `overrides` that hold now; `layers` are those through which they would.
    """

    schedule: Schedule
    at: datetime
    people: People
    since: datetime | None
    until: datetime | None
    following: People
    planned: People
    layers: Sequence[str]
    overrides: Sequence[Override]


def standing(schedule: Schedule, at: datetime) -> Standing:
    """How a schedule stands at an instant."""
    since, until, following = _around(schedule, at)
    return Standing(
        schedule,
        at,
        schedule.on_call(at),
        since,
        until,
        following,
        schedule.planned(at),
        [layer.name for layer in schedule.layers_at(at)],
        [each for each in schedule.overrides if each.start <= at < each.end and _matters(each, schedule, at)],
    )


def upcoming(schedule: Schedule, since: datetime, number: int, person: str = "") -> list[Stretch]:
    """The next stretches, of one person if named, the running one first; those without anybody are left out."""
    for horizon in HORIZONS:
        found = list(_whole(schedule, since, horizon))
        wanted = [each for each in found if each.people and (not person or person in each.people)]
        if len(wanted) > number:  # the last one may be cut
            break
    return wanted[:number]


def _whole(schedule: Schedule, at: datetime, horizon: timedelta) -> Iterator[Stretch]:
    """Stretches from then on; the running one from when it began."""
    began = _around(schedule, at)[0]
    for each in schedule.calendar(at, at + horizon):
        yield each._replace(start=began) if each.start == at and began is not None else each


def _around(schedule: Schedule, at: datetime) -> tuple[datetime | None, datetime | None, People]:
    """When the stretch around an instant began and ends, and who comes after it."""
    since: datetime | None = None
    until: datetime | None = None
    following: People = ()
    for horizon in HORIZONS:
        if since is None:
            behind = schedule.calendar(at - horizon, at + timedelta(seconds=1))
            since = behind[-1].start if len(behind) > 1 else None
        if until is None:
            ahead = schedule.calendar(at, at + horizon)
            until, following = (ahead[0].end, ahead[1].people) if len(ahead) > 1 else (None, ())
    return since, until, following


def _matters(override: Override, schedule: Schedule, at: datetime) -> bool:
    """Whether who is on call would be another without it."""
    people = schedule.planned(at)
    for each in schedule.overrides:
        if each.start <= at < each.end:
            after = each.applied(people)
            if each is override:
                return after != people
            people = after
    return False
