"""When nobody is on call though somebody should be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from revenant.oncall.schedule import Schedule
from revenant.oncall.stretches import Stretch, combine, tiled

SOMEBODY = ("somebody",)


def gaps(schedule: Schedule, since: datetime, until: datetime) -> list[Stretch]:
    """Stretches of a span of time without anybody, within the schedule's `cover` if it has one."""
    if since >= until:
        return []
    due = [Stretch(since, until, SOMEBODY)]
    if schedule.cover is not None:
        spans = (Stretch(start, end, SOMEBODY) for start, end in schedule.cover.spans(since, until))
        due = tiled(spans, since, until)
    open_ = combine(schedule.calendar(since, until), due, lambda people, wanted: () if people else wanted)
    return [each for each in open_ if each.people]


def length(stretches: Sequence[Stretch]) -> timedelta:
    """How long they are together."""
    return sum((each.end - each.start for each in stretches), timedelta())
