"""Changes of status that a table tells: row by row, or by one row's status and the times beside it."""

from __future__ import annotations

from datetime import datetime

from revenant.importers.milestones import record, settle
from revenant.importers.table_course import TableCourse
from revenant.incidents.lifecycle import OVER, Status

_MILESTONES = {
    Status.ACKNOWLEDGED: "acknowledged_at",
    Status.INVESTIGATING: "investigating_at",
    Status.MITIGATING: "mitigating_at",
    Status.MITIGATED: "mitigated_at",
    Status.RESOLVED: "resolved_at",
    Status.CLOSED: "closed_at",
}
Moves = list[tuple[datetime, Status]]


def follow_rows(course: TableCourse, timed: list[tuple[datetime, int]], began: datetime) -> None:
    """Record each status as the rows reach it; a milestone's own column knows its time better, if it can be."""
    said = [(at, status) for at, number in timed if (status := course.state(course.lines[number])) is not None]
    moves: Moves = [move for number, move in enumerate(said) if not number or said[number - 1][1] is not move[1]]
    missing: dict[Status, datetime | None] = {}
    for status, field in _MILESTONES.items():
        at = course.stated(field)
        places = [place for place, (_, reached) in enumerate(moves) if reached is status]
        if at is not None and places:
            _place(course, moves, places[0 if status is Status.ACKNOWLEDGED else -1], at, began)
        elif at is not None:
            missing[status] = at
    for at, status in moves:
        course.reach(at, status, "so it says there" if status is Status.CANCELLED else "")
    _add(course, missing, moves)


def _place(course: TableCourse, moves: Moves, place: int, at: datetime, began: datetime) -> None:
    """Give a move the time its column states, where that lies between the moves around it."""
    row_at, status = moves[place]
    before = moves[place - 1][0] if place else began
    after = moves[place + 1][0] if place + 1 < len(moves) else None
    if before <= at and (after is None or at <= after):
        moves[place] = (at, status)
    elif at != row_at:
        field = course.named(_MILESTONES[status])
        course.doubt(f"column {field} contradicts the order of its rows; the time of the row was taken")


def _add(course: TableCourse, missing: dict[Status, datetime | None], moves: Moves) -> None:
    """Milestones that no row says. After the last row of an incident that goes on they would end it, so it is said."""
    if moves and Status.RESOLVED in missing and not any(status in OVER for _, status in moves):
        course.doubt(f"no row says that it was resolved, column {course.named('resolved_at')} does; that was taken")
    if any(status in OVER for _, status in moves):
        missing.pop(Status.CLOSED, None)
    record(course, missing)


def follow_state(course: TableCourse, began: datetime) -> None:
    """Record the milestones of one row; its status says whether it is over."""
    line = course.lines[-1]
    final = course.state(line)
    stated = {status: course.stated(field) for status, field in _MILESTONES.items()}
    if final is Status.CANCELLED:
        ended = stated.pop(Status.RESOLVED) or stated.pop(Status.CLOSED, None) or course.stated("at") or began
        stated = {**stated, Status.RESOLVED: None, Status.CLOSED: None, Status.CANCELLED: ended}
    record(course, stated)
    is_over = any(course.reached(status) for status in OVER)
    if final is not None and final.is_over and not is_over:
        settle(course, began, course.stated("at"))
    elif final is not None and not final.is_over and is_over:
        course.doubt(f"its status is {final}, and it has a time of resolution; that counts")
    elif final is None and not is_over:
        course.doubt("nothing says that it was resolved; it is open here")
    elif final is not None and not is_over and final is not Status.OPEN and not course.reached(final):
        _go_on(course, final, course.stated("at"))


def _go_on(course: TableCourse, final: Status, at: datetime | None) -> None:
    """The status of an incident that is not over, if anything says since when."""
    last = course.last_at
    if at is not None and (last is None or at >= last):
        course.reach(at, final)
    else:
        course.doubt(f"nothing says since when it is {final}")
