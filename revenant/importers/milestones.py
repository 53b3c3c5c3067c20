"""Milestones that another system states beside one another, without the moves between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from revenant.importers.course import Course
from revenant.incidents.lifecycle import OVER, Status


def record(course: Course, stated: Mapping[Status, datetime | None]) -> None:
    """Record what is stated, in the lifecycle's order; what contradicts the end is a note and no move."""
    reached = {status: at for status, at in stated.items() if at is not None}
    end = reached.get(Status.RESOLVED) or reached.get(Status.CLOSED) or reached.get(Status.CANCELLED)
    for status, at in reached.items():
        if _fits(status, at, end):
            course.reach(at, status, "so it says there" if status is Status.CANCELLED else "")
        else:
            course.doubt(f"{status} and its end contradict one another; {status} is kept as a note")
            course.note(at, f"Status there: {status}")


def _fits(status: Status, at: datetime, end: datetime | None) -> bool:
    """Whether it stands on the side of the end where it belongs: closing after it, all else before."""
    if end is None or at == end:
        return True
    return at > end if status in OVER else at < end


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
