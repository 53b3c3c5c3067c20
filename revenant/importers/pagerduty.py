"""PagerDuty: incidents with the times of their log entries, or with their own where there are no log entries."""

from __future__ import annotations

from datetime import datetime

from revenant.core.severity import Severity
from revenant.importers import naming
from revenant.importers.batch import Context, Given, Imported
from revenant.importers.course import Course
from revenant.importers.decoding import Raw, Skipped
from revenant.importers.milestones import record, settle
from revenant.importers.pagerduty_log import follow
from revenant.importers.rows.pagerduty import Entry, Incident
from revenant.importers.rows.pagerduty_pages import Case, read_cases, to_case
from revenant.importers.telling import tell
from revenant.incidents.lifecycle import Status

SEVERITIES = {**naming.PRIORITIES, "high": Severity.SEV2, "low": Severity.SEV3}
_STATUSES = ("triggered", "acknowledged", "resolved")
_LOG_ONLY = "only log entries of it are there, and none says what it is: add the answer to /incidents that has it"


def rows(given: Given) -> list[Raw | Skipped]:
    """Incidents with their log entries.

    Raises:
        InvalidFileError: a file holds nothing that can be read.
    """
    return read_cases(given)


def convert(raw: Raw, context: Context) -> Imported | Skipped:
    """One incident, or why it is left out."""
    case = to_case(raw)
    if isinstance(case, Skipped):
        return case
    if not case.is_known and not case.title_by_log:
        return Skipped(case.source, "", _LOG_ONLY)
    course = Course(case.source, "PagerDuty", context)
    log = _timed(case, course)
    began = _began(case.incident, log, course)
    if began is None:
        return Skipped(case.source, case.title, "no time in it can be read")
    return _incident(case, log, course, began, context)


def _timed(case: Case, course: Course) -> list[tuple[datetime, Entry]]:
    """Log entries in order of time, as far as they have one."""
    if case.unread:
        course.doubt(f"log entries that stand twice or cannot be read: {case.unread}; left out")
    timed = [(course.time(entry.created_at, "log entry's time"), entry) for entry in case.entries]
    found = [(at, entry) for at, entry in timed if at is not None]
    if len(found) < len(timed):
        course.doubt(f"log entries without a readable time: {len(timed) - len(found)}; left out")
    if found and found[0][0] > found[-1][0]:
        found.reverse()  # the API lists the newest first, also within a second
    return sorted(found, key=lambda pair: (pair[0], pair[1].word == "resolve", pair[1].word != "trigger"))


def _began(it: Incident, log: list[tuple[datetime, Entry]], course: Course) -> datetime | None:
    created = course.time(it.created_at, "created_at")
    if created is not None:
        return created
    triggered = [at for at, entry in log if entry.word == "trigger"]
    if log and not triggered:
        course.doubt("nothing says when it was triggered; the time of its first log entry was taken")
    return next(iter(triggered or [at for at, _ in log]), None)


def _incident(
    case: Case, log: list[tuple[datetime, Entry]], course: Course, began: datetime, context: Context
) -> Imported:
    it = case.incident
    if not case.is_known:
        course.doubt("only its log entries are there; the rest of it is not known")
    said = (it.priority.name if it.priority else "") or (it.urgency or "")
    what = f"priority or urgency {said!r}" if said else "its priority"
    severity = course.severity(naming.severity(said, SEVERITIES, context.imports.priority), what)
    affected = [each.name for each in (it.service, *(it.impacted_services or [])) if each is not None and each.name]
    services = naming.services(affected, context.imports.components)
    if not services:
        course.doubt("it names no service")
    course.link(began, it.html_url, f"PagerDuty #{it.incident_number}" if it.incident_number is not None else "")
    follow(log, course) if log else _without_log(it, course)
    _notes(it, course, began)
    _end(it, course, began, has_log=bool(log))
    return tell(course, began, case.title or case.title_by_log, severity, services=services)


def _without_log(it: Incident, course: Course) -> None:
    """What the incident says of itself: who has acknowledged it stands there only until it is resolved."""
    given = [(course.time(each.at, "acknowledgement's time"), each.acknowledger) for each in it.acknowledgements or []]
    acknowledged = min((at for at, _ in given if at is not None), default=None)
    if acknowledged is None and it.status == "acknowledged":
        acknowledged = course.time(it.last_status_change_at, "last_status_change_at")
        course.doubt("nothing says when it was acknowledged; the time of its last change was taken")
    if acknowledged is None and it.status == "resolved":
        course.doubt("no log entries: whether and when it was acknowledged is not known")
    record(course, {Status.ACKNOWLEDGED: acknowledged, Status.RESOLVED: course.time(it.resolved_at, "resolved_at")})
    assigned = [(course.time(each.at, "assignment's time"), each.assignee) for each in it.assignments or []]
    for at, who in [*given, *assigned]:
        if at is not None and who is not None:
            course.join(at, [who.name])


def _notes(it: Incident, course: Course, began: datetime) -> None:
    for note in it.notes or []:
        author = note.user.name if note.user is not None else ""
        said = (note.content or "").strip()
        at = course.time(note.created_at, "note's time") or began
        course.note(at, f"{author}: {said}" if author and said else said)


def _end(it: Incident, course: Course, began: datetime, *, has_log: bool) -> None:
    """Where status and log entries disagree, the log entries count, and it is said."""
    is_over = bool(course.reached(Status.RESOLVED))
    if it.status not in (None, *_STATUSES):
        course.doubt(f"status {it.status!r} is not known")
    if it.resolve_reason is not None and it.resolve_reason.incident is not None:
        course.doubt(f"it was merged into {it.resolve_reason.incident.name} there; here it counts by itself")
    if it.status == "resolved" and not is_over:
        stated = course.time(it.resolved_at, "resolved_at")
        if has_log and stated is not None:
            course.doubt("no log entry says that it was resolved; its own time was taken")
            course.reach(stated, Status.RESOLVED)
        else:
            settle(course, began, course.time(it.last_status_change_at, "last_status_change_at"))
    elif it.status in _STATUSES[:2] and is_over:
        course.doubt(f"its status is {it.status}, and it has a time of resolution; that counts")
    elif it.status is None and not is_over:
        course.doubt("nothing says that it was resolved; it is open here")
