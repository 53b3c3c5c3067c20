"""The course of one foreign incident: what was reached and said, in any order, and what about it is doubtful."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from revenant.core.severity import Severity
from revenant.core.text import shorten
from revenant.importers.batch import Context
from revenant.importers.naming import ASSUMED
from revenant.importers.times import Read, read_any
from revenant.incidents.events import Event, IncidentAssigned, IncidentLinked, IncidentStatusChanged, NoteAdded
from revenant.incidents.lifecycle import Status

_LONGEST_TEXT, _MOST_NAMES = 20_000, 100


class Step(NamedTuple):
    """Something that happened at `at`: a status reached, or an event of `kind`."""

    at: datetime
    kind: type[Event]
    fields: dict[str, Any]


class Course:
    """Collects what is known of one incident of `system`; `telling.tell` makes events of it."""

    def __init__(self, source: str, system: str, context: Context) -> None:
        self.source = source
        self.doubts: list[str] = []
        self.system = system
        self.context = context
        self.steps: list[Step] = []

    def doubt(self, *doubts: str) -> None:
        """Say what is doubtful, once however often it comes up."""
        self.doubts += [doubt for doubt in dict.fromkeys(doubts) if doubt and doubt not in self.doubts]

    def time(self, said: Any, what: str) -> datetime | None:
        """The time that `said` names; None where it says nothing, or nothing that can be."""
        return self.take(read_any(said, what, self.context.now)) if said not in (None, "") else None

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
        self.steps.append(Step(at, IncidentStatusChanged, {"to": status, "reason": reason}))

    def reached(self, status: Status) -> list[datetime]:
        """When it reached `status`, as far as is known."""
        return [step.at for step in self.steps if step.kind is IncidentStatusChanged and step.fields["to"] is status]

    @property
    def last_at(self) -> datetime | None:
        """The latest time known so far."""
        return max((step.at for step in self.steps), default=None)

    def add(self, at: datetime, kind: type[Event], **fields: Any) -> None:
        """Something else happened."""
        self.steps.append(Step(at, kind, fields))

    def note(self, at: datetime, text: str) -> None:
        """Somebody said `text`."""
        if len(text) > _LONGEST_TEXT:
            self.doubt(f"a text longer than {_LONGEST_TEXT:,} characters was cut")
        if text.strip():
            self.add(at, NoteAdded, text=shorten(text.strip(), _LONGEST_TEXT))

    def join(self, at: datetime, people: list[str]) -> None:
        """People began to work on it."""
        known = list(dict.fromkeys(self.context.person(name) for name in people if name.strip()))
        if len(known) > _MOST_NAMES:
            self.doubt(f"more than {_MOST_NAMES} people are named; the first were taken")
        if known:
            self.add(at, IncidentAssigned, responders=known[:_MOST_NAMES])

    def link(self, at: datetime, url: str | None, otherwise: str = "") -> None:
        """Where it stands in the other system, else what it is called there."""
        is_address = url is not None and url.startswith(("http://", "https://")) and len(url) <= _LONGEST_TEXT
        target = url if is_address else otherwise
        if target:
            self.add(at, IncidentLinked, relation="ticket", target=target)
