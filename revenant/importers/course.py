"""The course of one foreign incident: what was reached and said, in any order, told as events in order of time."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from revenant.core.severity import Severity
from revenant.core.text import how_many, shorten
from revenant.importers.batch import Context, Imported
from revenant.importers.identity import event_ids
from revenant.importers.naming import ASSUMED, UNTITLED
from revenant.importers.paths import path
from revenant.importers.times import Read, read_any
from revenant.incidents.events import (
    Event,
    IncidentAssigned,
    IncidentLinked,
    IncidentOpened,
    IncidentStatusChanged,
    KnownEvent,
    NoteAdded,
    Stamp,
)
from revenant.incidents.lifecycle import OVER, Status

_LONGEST_TITLE, _LONGEST_TEXT, _MOST_NAMES = 300, 20_000, 100
E = TypeVar("E", bound=Event)


class _Step(NamedTuple):
    """Something that happened at `at`: a status reached, or an event of `kind`."""

    at: datetime
    kind: type[Event]
    fields: dict[str, Any]


class Course:
    """Collects what is known of one incident of `system`, and what about it is doubtful; `tell` makes events of it."""

    def __init__(self, source: str, system: str, context: Context) -> None:
        self.source = source
        self.doubts: list[str] = []
        self._system = system
        self._context = context
        self._steps: list[_Step] = []
        self._events: list[KnownEvent] = []
        self._ids = event_ids(source)
        self._status = Status.OPEN

    def doubt(self, *doubts: str) -> None:
        """Say what is doubtful, once however often it comes up."""
        self.doubts += [doubt for doubt in dict.fromkeys(doubts) if doubt not in self.doubts]

    def time(self, said: Any, what: str) -> datetime | None:
        """The time that `said` names; None where it says nothing, or nothing that can be."""
        return self.take(read_any(said, what, self._context.now)) if said not in (None, "") else None

    def take(self, read: Read) -> datetime | None:
        """A time that was read, with its doubts."""
        self.doubt(*read.doubts)
        return read.at

    def severity(self, found: Severity | None, what: str) -> Severity:
        """`found`, or the one that is assumed where no table has it; `what` is what was said."""
        if found is None:
            self.doubt(f"{what} is not in the table; {ASSUMED} was assumed")
        return found or ASSUMED

    def reach(self, at: datetime, status: Status, reason: str = "") -> None:
        """It reached `status`."""
        self._steps.append(_Step(at, IncidentStatusChanged, {"to": status, "reason": reason}))

    def reached(self, status: Status) -> list[datetime]:
        """When it reached `status`, as far as is known."""
        return [step.at for step in self._steps if step.kind is IncidentStatusChanged and step.fields["to"] is status]

    @property
    def last_at(self) -> datetime | None:
        """The latest time known so far."""
        return max((step.at for step in self._steps), default=None)

    def add(self, at: datetime, kind: type[Event], **fields: Any) -> None:
        """Something else happened."""
        self._steps.append(_Step(at, kind, fields))

    def note(self, at: datetime, text: str) -> None:
        """Somebody said `text`."""
        if len(text) > _LONGEST_TEXT:
            self.doubt(f"a text longer than {_LONGEST_TEXT:,} characters was cut")
        if text.strip():
            self.add(at, NoteAdded, text=shorten(text.strip(), _LONGEST_TEXT))

    def join(self, at: datetime, people: list[str]) -> None:
        """People began to work on it."""
        if people:
            self.add(at, IncidentAssigned, responders=list(dict.fromkeys(people))[:_MOST_NAMES])

    def link(self, at: datetime, url: str | None) -> None:
        """Where it stands in the other system."""
        if url and url.startswith(("http://", "https://")) and len(url) <= _LONGEST_TEXT:
            self.add(at, IncidentLinked, relation="ticket", target=url)

    def tell(self, opened_at: datetime, title: str, severity: Severity, **fields: Any) -> Imported:
        """Everything as events, the opening first."""
        title = self._title(title)
        self._order(opened_at)
        self._write(opened_at, IncidentOpened, title=title, severity=severity, source=self.source, **fields)
        for step in sorted(self._steps, key=lambda step: step.at):
            if step.kind is IncidentStatusChanged:
                self._move(step.at, step.fields["to"], step.fields["reason"])
            else:
                self._write(step.at, step.kind, **step.fields)
        found = Imported(self.source, title, self._events, self.doubts)
        if found.in_retrospect:
            self.doubt("it began and ended in one instant, so its length says nothing")
        return found

    def _title(self, said: str) -> str:
        title = said.strip()
        if not title:
            self.doubt("it has no title")
        if len(title) > _LONGEST_TITLE:
            self.doubt(f"its title is longer than {_LONGEST_TITLE} characters and was cut")
        return shorten(title, _LONGEST_TITLE) or UNTITLED

    def _order(self, opened_at: datetime) -> None:
        """Say where times contradict one another; they stay. Of one that ends before it starts the end is believed."""
        ends = [at for status in OVER for at in self.reached(status)]
        if ends and max(ends) < opened_at:
            self.doubt("it was resolved before it started; its length counts as invalid")
            self._steps = [step if step.fields.get("to") in (None, *OVER) else _as_note(step) for step in self._steps]
        early = [step for step in self._steps if step.at < opened_at and step.fields.get("to") not in OVER]
        if early:
            self.doubt(f"before its start: {how_many(len(early), 'event')}; recorded as stated")

    def _move(self, at: datetime, to: Status, reason: str) -> None:
        """One move, or those that the lifecycle wants in its place."""
        if to is Status.CLOSED and self._is_gated:
            self.doubt("it was closed there; here it needs a postmortem first, and stays resolved")
            to = Status.RESOLVED
        if to is self._status:
            return
        steps = path(self._status, to)
        if not steps:
            self.doubt(f"it went from {self._status} back to {to}, which is no move here; left out")
        why = reason or f"{self._system} moved it from {self._status} to {to}"
        for move in steps:
            fields = {"from_": self._status, "to": move.to, "reason": why if move.needs_reason else reason}
            self._write(at, IncidentStatusChanged, **fields)
            self._status = move.to

    @property
    def _is_gated(self) -> bool:
        opening = self._events[0]
        return isinstance(opening, IncidentOpened) and opening.severity in self._context.gated

    def _write(self, at: datetime, kind: type[Event], **fields: Any) -> None:
        stamp = Stamp(at, self._context.by, self._ids, self._context.now)
        event: Any = stamp.event(kind, **fields)
        self._events.append(event)


def _as_note(step: _Step) -> _Step:
    return _Step(step.at, NoteAdded, {"text": f"Status there: {step.fields['to']}"})
