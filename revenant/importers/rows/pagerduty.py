"""PagerDuty's REST API v2 as values: an incident, and a log entry."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

ENTRY = "_log_entry"
"""How the type of a log entry ends, that of a reference to one apart."""


class Reference(Struct):
    """A user, service, team, priority or incident, by what the API calls its summary."""

    id: str | None = None
    summary: str | None = None

    @property
    def name(self) -> str:
        return (self.summary or self.id or "").strip()


class Acknowledgement(Struct):
    at: str | None = None
    acknowledger: Reference | None = None


class Assignment(Struct):
    at: str | None = None
    assignee: Reference | None = None


class ResolveReason(Struct):
    type: str | None = None
    incident: Reference | None = None


class Note(Struct):
    content: str | None = None
    created_at: str | None = None
    user: Reference | None = None


class Channel(Struct):
    """How an entry came to be; a note's words stand under one of these keys."""

    content: Any = None
    notes: Any = None
    summary: Any = None
    subject: Any = None
    description: Any = None


class Entry(Struct):
    """One log entry. Its type ends in _log_entry, or in _log_entry_reference."""

    type: str
    id: str | None = None
    created_at: str | None = None
    summary: str | None = None
    note: str | None = None
    agent: Reference | None = None
    channel: Channel | None = None
    incident: Reference | None = None
    assignees: list[Reference] | None = None

    @property
    def word(self) -> str:
        return self.type.partition(ENTRY)[0]

    @property
    def said(self) -> str:
        """The words of a note, or what the entry says of itself."""
        channel = self.channel or Channel()
        words = (channel.content, channel.notes, channel.summary, self.note, self.summary)
        return next((word.strip() for word in words if isinstance(word, str) and word.strip()), "")

    @property
    def people(self) -> list[str]:
        return [each.name for each in self.assignees or [] if each.name]


class Incident(Struct):
    """One incident. Everything but its id may be missing; what is missing is said, never invented."""

    id: str
    incident_number: int | str | None = None
    title: str | None = None
    summary: str | None = None
    description: str | None = None
    status: str | None = None
    urgency: str | None = None
    created_at: str | None = None
    resolved_at: str | None = None
    last_status_change_at: str | None = None
    html_url: str | None = None
    priority: Reference | None = None
    service: Reference | None = None
    impacted_services: list[Reference] | None = None
    assignments: list[Assignment] | None = None
    acknowledgements: list[Acknowledgement] | None = None
    resolve_reason: ResolveReason | None = None
    notes: list[Note] | None = None
    log_entries: list[dict[str, Any]] | None = None
