"""One action item as its line says it: who, until when, what for, and how far it has come."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

FIELDS = ("owner", "due", "type", "impact", "likelihood", "issue", "done", "verified", "anyway", "wontdo")
TYPES = ("prevent", "detect", "mitigate", "process")


class State(StrEnum):
    """How far an action item has come; `FAILED` was done, and what it should prevent came back."""

    OVERDUE = "overdue"
    OPEN = "open"
    FAILED = "failed"
    DONE = "done"
    VERIFIED = "verified"
    WONTDO = "wontdo"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (State.OPEN, State.OVERDUE)


class ActionItem(NamedTuple):
    """One action item and where it stands. `fields` are the words of the suffix: owner, due, type, …

    `line` to `end` are its lines in the file; `under` are the headings above it, the outermost first, no title.
    """

    line: int
    id: str
    text: str
    done: bool
    fields: dict[str, str]
    end: int = 0
    under: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        return self.fields.get("owner", "")

    @property
    def due(self) -> date | None:
        """The due date, or None where there is none or none that can be read."""
        return self.day("due")

    def day(self, field: str) -> date | None:
        """A field that holds a date, or None where it holds none that can be read."""
        said = self.fields.get(field)
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            return None

    @property
    def is_ready(self) -> bool:
        """Whether somebody answers for it by a day; what will not be done needs neither."""
        return self.is_dropped or bool(self.owner and self.due)

    @property
    def is_dropped(self) -> bool:
        """Whether it says that it will not be done."""
        return "wontdo" in self.fields

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.is_dropped

    @property
    def name(self) -> str:
        return self.id or f"“{self.text[:40]}”"

    @property
    def key(self) -> str:
        """How commands name it: by its id, else by its line."""
        return self.id or f"L{self.line}"

    def state(self, today: date) -> State:
        """How far it has come by what its line says."""
        if self.is_dropped:
            return State.WONTDO
        if self.done:
            return State.VERIFIED if self.day("verified") else State.DONE
        return State.OVERDUE if self.due and self.due < today else State.OPEN
