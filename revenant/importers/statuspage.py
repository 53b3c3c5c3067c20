"""Atlassian Statuspage: each incident of a status page becomes an incident log of its own times.

Words map to statuses by MOVES below; nothing on a status page is an acknowledgement, so none is recorded.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from revenant.core.severity import Severity
from revenant.importers import naming
from revenant.importers.batch import Context, Given, Imported
from revenant.importers.decoding import Raw, Skipped, decode
from revenant.importers.naming import ASSUMED, UNTITLED
from revenant.importers.rows.statuspage import WANTED, Row, pick, to_row
from revenant.importers.statuspage_timeline import Post, Timeline
from revenant.importers.times import read_time
from revenant.incidents.events import ImpactRecorded, IncidentLinked, IncidentOpened

SEVERITIES = {
    "critical": Severity.SEV1,
    "major": Severity.SEV2,
    "minor": Severity.SEV3,
    "none": Severity.SEV4,
}


class Facts(NamedTuple):
    """What the opening needs, with the doubts found on the way."""

    severity: Severity
    services: list[str]
    doubts: list[str]


def read(content: bytes, name: str) -> list[Raw | Skipped]:
    """The rows of a file.

    Raises:
        InvalidFileError: it holds none that can be read.
    """
    return decode(content, name, pick, WANTED)


def rows(given: Given) -> list[Raw | Skipped]:
    """The rows of all files, one after another."""
    return [row for file in given.files for row in read(file.content, file.name)]


def convert(raw: Raw, context: Context) -> Imported | Skipped:
    """One row as an incident, or why it is left out."""
    row = to_row(raw)
    if isinstance(row, Skipped):
        return row
    if row.is_maintenance:
        return Skipped(row.source, row.label, "scheduled maintenance, not an incident")
    posts, doubts = _posts(row, context.now)
    if not posts:
        return Skipped(row.source, row.label, "no time in it can be read")
    return _incident(row, posts, doubts, context)


def _incident(row: Row, posts: list[Post], doubts: list[str], context: Context) -> Imported:
    facts = _facts(row, context)
    timeline = Timeline(row.source, posts, context)
    resolved_at = read_time(row.resolved_at, context.now)
    timeline.settle_order(resolved_at)
    started = _onset(row, timeline.opened_at, context.now, timeline.doubts)
    title = row.label or UNTITLED
    timeline.add(
        timeline.opened_at, IncidentOpened, title=title, severity=facts.severity, services=facts.services,
        started_at=started, source=row.source,
    )  # fmt: skip
    url = row.shortlink or row.url or ""
    if re.match(r"https?://", url):
        timeline.add(timeline.opened_at, IncidentLinked, relation="ticket", target=url)
    timeline.tell(resolved_at, over=row.is_over)
    _impact(row, timeline, context.now)
    untitled = [] if row.label else ["it has no title"]
    found = Imported(row.source, title, timeline.events, [*untitled, *facts.doubts, *doubts, *timeline.doubts])
    if found.in_retrospect:
        found.doubts.append("posted in retrospect: first word and resolution at one time, so its length says nothing")
    return found


def _posts(row: Row, now: datetime) -> tuple[list[Post], list[str]]:
    """What was posted, oldest first as written; without any, the row's own start stands in."""
    posts: list[Post] = []
    unread = 0
    for update in row.postings:
        at = read_time(update.time, now)
        if at is None:
            unread += 1
        else:
            posts.append(Post(at, update.word, update.text))
    doubts = [f"{unread} updates have no readable time in the past and are left out"] if unread else []
    if posts:
        return posts, doubts
    began = read_time(row.started_at, now) or read_time(row.created_at, now)
    if began is None:
        return [], doubts
    return [Post(began, "", "")], [*doubts, "no update has a time; it opens at the row's own start"]


def _facts(row: Row, context: Context) -> Facts:
    doubts: list[str] = []
    severity = naming.severity(row.impact, SEVERITIES, context.imports.impact)
    if severity is None:
        severity = ASSUMED
        doubts.append(f"impact {row.impact!r} is not in the table; {ASSUMED} was assumed")
    services = naming.services(row.component_names, context.imports.components)
    if not services:
        doubts.append("it names no components, so no service")
    elif row.components_source:
        doubts.append(f"its components were guessed by {row.components_source}, not stated by the page")
    return Facts(severity, services, doubts)


def _onset(row: Row, opened_at: datetime, now: datetime, doubts: list[str]) -> datetime | None:
    """When it began, where the page says so: a start that merely repeats the creation is no statement."""
    started = None if row.started_at == row.created_at else read_time(row.started_at, now)
    if started is not None and started > opened_at:
        doubts.append("its start is later than its first update, and is left out")
    return started if started is not None and started < opened_at else None


def _impact(row: Row, timeline: Timeline, now: datetime) -> None:
    """The window in which users were affected; the page's own timeline often understates it."""
    if row.impact_window is None:
        return
    window = row.impact_window
    start, end = read_time(window.start_at, now), read_time(window.end_at, now)
    if start is None or (end is None and window.end_at) or (end is not None and end < start):
        timeline.doubts.append("its impact window cannot be read or ends before it starts, and is left out")
        return
    if start > timeline.opened_at or (end is not None and end < timeline.opened_at):
        when = "begins after" if start > timeline.opened_at else "is over before"
        timeline.doubts.append(f"its impact window {when} the first update; recorded as stated")
    text = (window.context or "").strip()
    text = "" if timeline.has_said(text) else text
    timeline.add(timeline.last_at, ImpactRecorded, started_at=start, ended_at=end, text=text)
