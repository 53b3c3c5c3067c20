"""Tables of other systems, by a map of their columns: one row an incident, or a row for each change of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from revenant.core.severity import Severity
from revenant.importers import naming
from revenant.importers.batch import Context, Given, Imported
from revenant.importers.decoding import Raw, Skipped
from revenant.importers.rows.table import Group, Table
from revenant.importers.rows.table_reading import read_tables
from revenant.importers.table_course import TableCourse
from revenant.importers.table_status import follow_rows, follow_state
from revenant.importers.telling import tell


def rows(given: Given) -> Iterator[Raw | Skipped]:
    """The incidents of all files, which have one header.

    Raises:
        InvalidFileError: a file cannot be read as the map says, or the map itself cannot be used.
    """
    if given.table is None:
        raise ValueError("a table needs a map")
    return read_tables(given.files, Table(given.table, given.table_name))


def convert(raw: Raw, context: Context) -> Imported | Skipped:
    """One incident, or why it is left out."""
    group: Group = raw.data
    course = TableCourse(group, context)
    timed = course.timed()
    began = course.stated("opened_at") or (timed[0][0] if timed else None)
    title = course.last("title") or group.table.map.constants.title or f"{group.table.map.source} {group.id}"
    if began is None:
        reason = course.doubts[0] if course.doubts else f"column {course.named('opened_at')}: no time"
        return Skipped(raw.place, title, reason)
    return _incident(course, timed, began, title)


def _incident(course: TableCourse, timed: list[tuple[datetime, int]], began: datetime, title: str) -> Imported:
    constants = course.table.map.constants
    if course.table.map.kind == "events":
        follow_rows(course, timed, began)
    else:
        follow_state(course, began)
    course.link(began, course.last("url"))
    if course.table.has("responders"):
        _people(course, timed, began)
    if course.table.has("note"):
        _notes(course, timed, began)
    return tell(
        course,
        began,
        title,
        _severity(course),
        services=_services(course),
        environment=course.last("environment") or constants.environment,
        tags=list(dict.fromkeys([*constants.tags, *course.names("tags")])),
        started_at=_onset(course, began),
    )


def _severity(course: TableCourse) -> Severity:
    """The last one stated; a history of severities is no history of decisions made here."""
    words = course.words("severity")
    if len(words) > 1:
        course.doubt(f"its severity changed ({' → '.join(words[:9])}); the last one was taken")
    fallback = course.table.map.constants.severity
    if not words:
        course.doubt("" if fallback else f"nothing says its severity; {naming.ASSUMED} was assumed")
        return fallback or naming.ASSUMED
    own = {key.strip().casefold(): meant for key, meant in course.table.map.values.severity.items()}
    own = {severity.value.casefold(): severity for severity in Severity} | own
    found = own.get(words[-1].casefold())
    if found is None:
        assumed = fallback or naming.ASSUMED
        course.doubt(f"{course.place('severity', words[-1])} is no severity of the map; {assumed} was assumed")
    return found or fallback or naming.ASSUMED


def _services(course: TableCourse) -> list[str]:
    table = {**course.context.imports.components, **course.table.map.values.services}
    found = naming.services(course.names("services"), table)
    found = list(dict.fromkeys([*course.table.map.constants.services, *found]))
    if not found and course.table.has("services"):
        course.doubt("it names no service")
    return found


def _onset(course: TableCourse, began: datetime) -> datetime | None:
    started = course.stated("started_at")
    if started is not None and started > began:
        course.doubt("its impact started after it was opened; recorded as stated")
    return started


def _people(course: TableCourse, timed: Iterable[tuple[datetime, int]], began: datetime) -> None:
    before: list[str] = []
    for at, number in course.when(timed, began):
        people = course.listed("responders", number)
        if people and people != before:
            course.join(at, people)
        before = people or before


def _notes(course: TableCourse, timed: Iterable[tuple[datetime, int]], began: datetime) -> None:
    """What each row says; what the row before said already stands there."""
    before: list[str] = []
    for at, number in course.when(timed, began):
        said = course.table.cells(course.lines[number], "note")
        for text in said:
            if text not in before:
                course.note(at, text)
        before = said or before
