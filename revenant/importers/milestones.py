"""Milestones that another system states beside one another, without the moves between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from revenant.importers.course import Course
from revenant.incidents.lifecycle import OVER, Status


def record(course: Course, stated: Mapping[Status, datetime | None]) -> None:
    """Record what is stated, given in the lifecycle's order; what contradicts a later status is a note and no move."""
    reached = {status: at for status, at in stated.items() if at is not None}
    fitting = _fitting(reached)
    for status, at in reached.items():
        if status in fitting:
            course.reach(at, status, "so it says there" if status is Status.CANCELLED else "")
        else:
            course.doubt(f"{status} contradicts what came after it; it is kept as a note")
            course.note(at, f"Status there: {status}")


def _fitting(reached: dict[Status, datetime]) -> set[Status]:
    """Those that stand on the right side of the end, and not after what follows them."""
    end = reached.get(Status.RESOLVED) or reached.get(Status.CLOSED) or reached.get(Status.CANCELLED)
    fitting: set[Status] = {status for status, at in reached.items() if status in OVER and (end is None or at >= end)}
    limit = end
    for status, at in reversed(reached.items()):
        if status not in OVER and (limit is None or at <= limit):
            fitting.add(status)
            limit = at
    return fitting


def settle(course: Course, opened_at: datetime, stated: datetime | None) -> None:
    """End what is over there and says no readable time for it: `stated` if it can be, else the last time known."""
    if any(course.reached(status) for status in OVER):
        return
    last = max(course.last_at or opened_at, opened_at)
    if stated is not None and stated >= last:
        course.doubt("nothing says when it was resolved; the time of its last change was taken")
    else:
        course.doubt("it is over, and nothing says since when; the last time known was taken")
    course.reach(max(stated or last, last), Status.RESOLVED)
