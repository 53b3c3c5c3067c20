"""Atlassian Statuspage's rows as values: the API's own shape, and the flat one of archived feeds."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from revenant.core.misfits import misfit
from revenant.importers.decoding import Raw, Skipped
from revenant.importers.naming import word

WANTED = "Statuspage's /api/v2/incidents.json, or JSON Lines of its incidents, plain or gzip"
_SCHEDULED = "scheduled_maintenances"
_OVER = frozenset({"resolved", "postmortem"})
_MAINTENANCE_WORDS = frozenset({"scheduled", "in_progress", "verifying", "completed"})


class Component(Struct):
    name: str = ""


class Update(Struct):
    """One posting; the API says body and display_at, archived feeds say message and at."""

    status: str | None = None
    body: str | None = None
    message: str | None = None
    display_at: str | None = None
    created_at: str | None = None
    at: str | None = None
    affected_components: list[Component] | None = None

    @property
    def word(self) -> str:
        return word(self.status)

    @property
    def text(self) -> str:
        return (self.body or self.message or "").strip()

    @property
    def time(self) -> str | None:
        return self.display_at or self.at or self.created_at


class Window(Struct):
    """When users were affected, as the provider says in hindsight."""

    start_at: str | None = None
    end_at: str | None = None
    source: str | None = None
    context: str | None = None


class Row(Struct):
    """One incident. Everything may be missing; what is missing is said, never invented."""

    id: str | int | None = None
    name: str | None = None
    title: str | None = None
    status: str | None = None
    impact: str | None = None
    created_at: str | None = None
    started_at: str | None = None
    resolved_at: str | None = None
    scheduled_for: str | None = None
    shortlink: str | None = None
    url: str | None = None
    incident_updates: list[Update] | None = None
    updates: list[Update] | None = None
    components: list[Component | str] | None = None
    components_source: str | None = None
    impact_window: Window | None = None

    @property
    def source(self) -> str:
        return f"statuspage:{self.id}"

    @property
    def label(self) -> str:
        return (self.name or self.title or "").strip()

    @property
    def postings(self) -> list[Update]:
        """Oldest first, as written: the API lists the newest first."""
        return list(self.updates or []) if self.incident_updates is None else self.incident_updates[::-1]

    @property
    def is_maintenance(self) -> bool:
        words = {word(self.status), *(update.word for update in self.postings)}
        return word(self.impact) == "maintenance" or bool(self.scheduled_for) or bool(words & _MAINTENANCE_WORDS)

    @property
    def is_over(self) -> bool:
        """Whether the page counts it as resolved."""
        return word(self.status) in _OVER if self.status else self.resolved_at is not None

    @property
    def component_names(self) -> list[str]:
        named = [item if isinstance(item, str) else item.name for item in self.components or []]
        touched = [item.name for update in self.postings for item in update.affected_components or []]
        return [name for name in dict.fromkeys(text.strip() for text in named or touched) if name]


def pick(document: Any) -> list[Any] | None:
    """The rows of a document: the API's answer, a bare list, or one incident."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    groups = [document[key] for key in ("incidents", _SCHEDULED) if isinstance(document.get(key), list)]
    if groups:
        return [row for group in groups for row in group]
    return [document] if "incident_updates" in document or "updates" in document else None


def to_row(raw: Raw) -> Row | Skipped:
    """The row as a value, or why it is none."""
    try:
        row = msgspec.convert(raw.data, Row)
    except msgspec.ValidationError as error:
        return Skipped(raw.place, "", f"is not a Statuspage incident: {misfit(error)}")
    if row.id is None or not str(row.id).strip():
        return Skipped(raw.place, row.label, "has no id, so it could be imported twice")
    return row
