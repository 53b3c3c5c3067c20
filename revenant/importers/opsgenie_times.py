"""When an incident or alert of Opsgenie was acknowledged and resolved, and when users were affected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from revenant.importers.course import Course
from revenant.importers.milestones import record, settle
from revenant.importers.rows.opsgenie import Report, Row
from revenant.importers.times import past
from revenant.incidents.events import ImpactRecorded
from revenant.incidents.lifecycle import OVER, Status

_ENDED = frozenset({"resolved", "closed"})
_STATUSES = _ENDED | {"open", "acked", "acknowledged", ""}


def record_milestones(row: Row, course: Course, began: datetime) -> None:
    """What the report says, where no log entry says it; the end of impact or the last change where nothing does."""
    report = row.report or Report()
    acknowledged = _after(course, began, report.ack_time, "report.ackTime")
    closed = _after(course, began, report.close_time, "report.closeTime")
    stated = {Status.ACKNOWLEDGED: acknowledged, Status.RESOLVED: closed}
    record(course, {status: at for status, at in stated.items() if not course.reached(status)})
    _joined(course, acknowledged, [report.acknowledged_by, row.owner])
    _joined(course, closed, [report.closed_by])
    if row.word not in _STATUSES:
        course.doubt(f"status {row.status!r} is not known")
    if row.acknowledged and acknowledged is None and not course.reached(Status.ACKNOWLEDGED):
        course.doubt("it was acknowledged, and nothing says when")
    is_over = any(course.reached(status) for status in OVER)
    if row.word in _ENDED and not is_over:
        _end(row, course, began)
    elif row.word == "open" and is_over:
        course.doubt("its status is open, and it has a time of resolution; that counts")
    elif not row.word and not is_over:
        course.doubt("nothing says that it was resolved; it is open here")


def _end(row: Row, course: Course, began: datetime) -> None:
    ended = course.time(row.impact_end_date, "impactEndDate")
    if ended is not None:
        course.doubt("nothing says when it was resolved; the end of impact was taken")
        course.reach(ended, Status.RESOLVED)
    else:
        settle(course, began, course.time(row.updated_at, "updatedAt"))


def _after(course: Course, began: datetime, milliseconds: Any, what: str) -> datetime | None:
    """The time so long after the beginning; nothing, 0 and what is no number say nothing."""
    if milliseconds in (None, 0):
        return None
    try:
        at = began + timedelta(milliseconds=milliseconds)
    except (TypeError, ValueError, OverflowError):
        course.doubt(f"its {what} is not a time span, and is left out")
        return None
    return course.take(past(at.replace(microsecond=0), what, course.context.now))


def _joined(course: Course, at: datetime | None, people: list[Any]) -> None:
    names = [name for name in people if isinstance(name, str) and name.strip()]
    if at is not None and names:
        course.join(at, names[:1])


def record_impact(row: Row, course: Course, began: datetime) -> None:
    """When users were affected, as stated."""
    start = course.time(row.impact_start_date, "impactStartDate")
    end = course.time(row.impact_end_date, "impactEndDate")
    if start is None and end is None:
        return
    if start is None:
        course.doubt("its impact has an end and no start; its creation was taken")
    start = start or began
    if end is not None and end < start:
        course.doubt("its impact ends before it starts; recorded as stated")
    course.add(max(began, end or start), ImpactRecorded, started_at=start, ended_at=end)
