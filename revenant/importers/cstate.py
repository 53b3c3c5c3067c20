"""cState, the status page of Hugo: each issue of the site becomes an incident of its own times.

The page says when an issue began and when it was resolved; nobody acknowledges anything there.
"""

from __future__ import annotations

from datetime import datetime

from revenant.core.severity import Severity
from revenant.importers import naming
from revenant.importers.batch import Context, Given, Imported
from revenant.importers.course import Course
from revenant.importers.decoding import Raw, Skipped
from revenant.importers.milestones import settle
from revenant.importers.rows.cstate import Page, read_pages, text
from revenant.importers.telling import tell
from revenant.incidents.lifecycle import Status

# One affected system is down, which is not yet the whole business: SEV1 only where the workspace says so.
SEVERITIES = {"down": Severity.SEV2, "disrupted": Severity.SEV3, "notice": Severity.SEV4}


def rows(given: Given) -> list[Raw | Skipped]:
    """The issues of the site.

    Raises:
        InvalidFileError: an archive is damaged.
    """
    return read_pages(given)


def convert(raw: Raw, context: Context) -> Imported | Skipped:
    """One issue as an incident, or why it is left out."""
    page: Page = raw.data
    if page.front.get("informational") is True:
        return Skipped(page.source, page.title, "informational: it says that nothing is wrong")
    if page.front.get("draft") is True:
        return Skipped(page.source, page.title, "a draft, which the page does not show")
    course = Course(page.source, "cState", context)
    began = course.time(page.front.get("date"), "date")
    if began is None:
        return Skipped(page.source, page.title, course.doubts[0] if course.doubts else "it has no date")
    return _incident(page, course, began, context)


def _incident(page: Page, course: Course, began: datetime, context: Context) -> Imported:
    said = text(page.front.get("severity"))
    severity = course.severity(naming.severity(said, SEVERITIES, context.imports.impact), f"severity {said!r}")
    services = naming.services(page.affected, context.imports.components)
    if not services:
        course.doubt("it names nothing affected, so no service")
    _post(page, course, began)
    _end(page, course, began)
    return tell(course, began, page.title, severity, services=services)


def _post(page: Page, course: Course, began: datetime) -> None:
    """Each posting at its own time; what says none stands at the beginning."""
    for said, when in page.postings:
        course.note(course.time(when, "track") or began, said)


def _end(page: Page, course: Course, began: datetime) -> None:
    """Resolved as the page counts it: by the flag; the time alone decides only where there is no flag."""
    flag = page.front.get("resolved")
    at = course.time(page.front.get("resolvedwhen"), "resolvedWhen")
    is_over = at is not None if flag is None else flag is True or text(flag).casefold() == "true"
    if not is_over:
        course.doubt(
            "the page does not say that it is resolved; it is open here"
            if at is None
            else "the page says when it was resolved, and that it is not; it is open here"
        )
    elif at is not None:
        course.reach(at, Status.RESOLVED)
    else:
        settle(course, began, None)
