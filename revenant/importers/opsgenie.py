"""Opsgenie: incidents and alerts, with the times of their reports and timelines, else with their own."""

from __future__ import annotations

import re
from datetime import datetime

from revenant.importers import naming
from revenant.importers.batch import Context, Given, Imported
from revenant.importers.course import Course
from revenant.importers.decoding import Raw, Skipped, decode
from revenant.importers.opsgenie_times import record_impact, record_milestones
from revenant.importers.rows.opsgenie import WANTED, Row, pick, to_row
from revenant.importers.telling import tell
from revenant.incidents.lifecycle import Status

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_REACHED = {
    "incidentacknowledged": Status.ACKNOWLEDGED,
    "incidentresolved": Status.RESOLVED,
    "incidentclosed": Status.CLOSED,
    "incidentreopened": Status.INVESTIGATING,
}
"""Types of timeline entries that change the status; all others are notes."""


def rows(given: Given) -> list[Raw | Skipped]:
    """The rows of all files, one after another.

    Raises:
        InvalidFileError: a file holds nothing that can be read.
    """
    return [row for file in given.files for row in decode(file.content, file.name, pick, WANTED)]


def convert(raw: Raw, context: Context) -> Imported | Skipped:
    """One incident or alert, or why it is left out."""
    row = to_row(raw)
    if isinstance(row, Skipped):
        return row
    course = Course(row.source, "Opsgenie", context)
    began = course.time(row.created_at, "createdAt")
    if began is None:
        return Skipped(row.source, row.title, course.doubts[0] if course.doubts else "it has no createdAt")
    return _incident(row, course, began, context)


def _incident(row: Row, course: Course, began: datetime, context: Context) -> Imported:
    found = naming.severity(row.priority, naming.PRIORITIES, context.imports.priority)
    severity = course.severity(found, f"priority {row.priority!r}")
    web = (row.links or {}).get("web")
    course.link(began, web if isinstance(web, str) else None, f"Opsgenie #{row.tiny_id}" if row.tiny_id else "")
    course.join(began, [each.name or each.username or "" for each in row.responders or []])
    if (row.description or "").strip() != row.title:
        course.note(began, row.description or "")
    _log(row, course, began)
    record_milestones(row, course, began)
    record_impact(row, course, began)
    tags = list(dict.fromkeys(tag.strip() for tag in row.tags or [] if tag.strip()))
    return tell(course, began, row.title, severity, services=_services(row, course, context), tags=tags)


def _services(row: Row, course: Course, context: Context) -> list[str]:
    """Services by name; an id counts only where the workspace says whose it is."""
    own = {key.casefold() for key in context.imports.components}
    named = [*(row.impacted_services or []), (row.details or {}).get("service")]
    names = [name for name in named if isinstance(name, str) and name.strip()]
    unnamed = [name for name in names if _UUID.fullmatch(name) and name.casefold() not in own]
    entity = [row.entity] if row.entity and row.entity.casefold() in own else []
    if unnamed:
        course.doubt("it names services by ids that `imports.components` does not have, and they are left out")
    found = naming.services([name for name in [*names, *entity] if name not in unnamed], context.imports.components)
    if not found:
        course.doubt("it names no service")
    return found


def _log(row: Row, course: Course, began: datetime) -> None:
    for entry in row.entries:
        at = course.time(entry.at, "log entry's time")
        status = _REACHED.get(entry.word)
        if status is not None and at is not None:
            course.reach(at, status, entry.said)
            if status is Status.ACKNOWLEDGED:
                course.join(at, [entry.who])
        else:
            course.note(at or began, f"{entry.who}: {entry.said}" if entry.who and entry.said else entry.said)
