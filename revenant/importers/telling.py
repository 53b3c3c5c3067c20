"""A course told as events in order of time: every move one that the lifecycle has, every contradiction said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from revenant.core.severity import Severity
from revenant.core.text import how_many, shorten
from revenant.importers.batch import Imported
from revenant.importers.course import Course, Step
from revenant.importers.identity import event_ids
from revenant.importers.naming import UNTITLED
from revenant.importers.paths import path
from revenant.incidents.events import Event, IncidentOpened, IncidentStatusChanged, KnownEvent, NoteAdded, Stamp
from revenant.incidents.lifecycle import OVER, Status

_LONGEST_TITLE = 300


def tell(course: Course, opened_at: datetime, title: str, severity: Severity, **fields: Any) -> Imported:
    """Everything that is known as events, the opening first; `fields` are further ones of the opening."""
    title = _title(course, title)
    telling = _Telling(course, is_gated=severity in course.context.gated)
    telling.write(opened_at, IncidentOpened, title=title, severity=severity, source=course.source, **fields)
    for step in sorted(_ordered(course, opened_at), key=lambda step: step.at):
        if step.kind is IncidentStatusChanged:
            telling.move(step.at, step.fields["to"], step.fields["reason"])
        else:
            telling.write(step.at, step.kind, **step.fields)
    found = Imported(course.source, title, telling.events, course.doubts)
    if found.in_retrospect:
        course.doubt("it began and ended in one instant, so its length says nothing")
    return found


def _title(course: Course, said: str) -> str:
    title = said.strip()
    if not title:
        course.doubt("it has no title")
    if len(title) > _LONGEST_TITLE:
        course.doubt(f"its title is longer than {_LONGEST_TITLE} characters and was cut")
    return shorten(title, _LONGEST_TITLE) or UNTITLED


def _ordered(course: Course, opened_at: datetime) -> list[Step]:
    """The steps, contradictions said. Times stay; of an incident that ends before it starts the end is believed."""
    steps = course.steps
    ends = [at for status in OVER for at in course.reached(status)]
    if ends and max(ends) < opened_at:
        course.doubt("it was resolved before it started; its length counts as invalid")
        steps = [
            step if step.fields.get("to") in (None, *OVER) else _as_note(step) for step in steps if not _idle(step)
        ]
    early = [step for step in steps if step.at < opened_at and step.fields.get("to") not in OVER]
    if early:
        course.doubt(f"before its start: {how_many(len(early), 'event')}; recorded as stated")
    return steps


def _idle(step: Step) -> bool:
    return step.fields.get("to") is Status.OPEN


def _as_note(step: Step) -> Step:
    return Step(step.at, NoteAdded, {"text": f"Status there: {step.fields['to']}"})


class _Telling:
    """Writes events one after another, and knows the status they lead to."""

    def __init__(self, course: Course, *, is_gated: bool) -> None:
        self.events: list[KnownEvent] = []
        self._course = course
        self._is_gated = is_gated
        self._ids = event_ids(course.source)
        self._status = Status.OPEN

    def move(self, at: datetime, to: Status, reason: str) -> None:
        """One move, or those that the lifecycle wants in its place."""
        if to is Status.CLOSED and not self._status.is_over:
            self._course.doubt("nothing says when it was resolved; the time of its closing was taken")
        if to is Status.CLOSED and self._is_gated:
            self._course.doubt("it was closed there; here it needs a postmortem first, and stays resolved")
            to = Status.RESOLVED
        if to is self._status:
            return
        moves = path(self._status, to)
        if not moves:
            self._course.doubt(f"it went from {self._status} back to {to}, which is no move here; left out")
        why = reason or f"{self._course.system} moved it from {self._status} to {to}"
        for move in moves:
            said = why if move.needs_reason else reason
            self.write(at, IncidentStatusChanged, from_=self._status, to=move.to, reason=said)
            self._status = move.to

    def write(self, at: datetime, kind: type[Event], **fields: Any) -> None:
        """An event of its own time; `recorded` says that it was written down now."""
        stamp = Stamp(at, self._course.context.by, self._ids, self._course.context.now)
        event: Any = stamp.event(kind, **fields)
        self.events.append(event)
