"""PagerDuty's log entries as what happened: acknowledged, assigned, escalated, said, resolved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from revenant.importers.course import Course
from revenant.importers.rows.pagerduty import Entry
from revenant.incidents.events import IncidentEscalated
from revenant.incidents.lifecycle import Status

_SILENT = frozenset({"trigger", "notify"})  # the opening says the one; whom a system rang is no event of the incident
_NOTES = frozenset(
    {"unacknowledge", "reach_ack_limit", "reach_trigger_limit", "exhaust_escalation_path", "repeat_escalation_path"}
    | {"snooze", "urgency_change", "priority_change", "field_value_change", "custom_field_value_change"}
    | {"status_update", "responder_request", "responder_accept", "responder_decline", "merge", "link"}
)


def follow(log: list[tuple[datetime, Entry]], course: Course) -> None:
    """Record what each entry says, at its own time."""
    for at, entry in log:
        if entry.word in _SILENT:
            continue
        tell = _TOLD.get(entry.word)
        if tell is not None:
            tell(course, at, entry)
            continue
        if entry.word not in _NOTES:
            course.doubt(f"log entries of type {entry.type[:60]!r} are not known; kept as notes")
        course.note(at, entry.said or entry.word)


def _acknowledge(course: Course, at: datetime, entry: Entry) -> None:
    course.reach(at, Status.ACKNOWLEDGED)
    _join_agent(course, at, entry)


def _resolve(course: Course, at: datetime, entry: Entry) -> None:
    course.reach(at, Status.RESOLVED)


def _assign(course: Course, at: datetime, entry: Entry) -> None:
    course.join(at, entry.people)


def _escalate(course: Course, at: datetime, entry: Entry) -> None:
    course.add(at, IncidentEscalated, to=", ".join(entry.people) or "the next level", reason=entry.summary or "")
    course.join(at, entry.people)


def _annotate(course: Course, at: datetime, entry: Entry) -> None:
    author = entry.agent.name if entry.agent is not None else ""
    course.note(at, f"{author}: {entry.said}" if author and entry.said else entry.said)


def _join_agent(course: Course, at: datetime, entry: Entry) -> None:
    if entry.agent is not None and entry.agent.name:
        course.join(at, [entry.agent.name])


_TOLD: dict[str, Callable[[Course, datetime, Entry], None]] = {
    "acknowledge": _acknowledge,
    "acknowledgement": _acknowledge,
    "resolve": _resolve,
    "assign": _assign,
    "reassign": _assign,
    "delegate": _assign,
    "escalate": _escalate,
    "annotate": _annotate,
}
