"""Opsgenie's incidents (/v1/incidents) and alerts (/v2/alerts) as values, with the logs put into them."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from msgspec import Struct, field

from revenant.core.misfits import misfit
from revenant.importers.decoding import Raw, Skipped

WANTED = "Opsgenie's answers to /v1/incidents or /v2/alerts, or JSON Lines of them, plain or gzip"
_GROUPS = ("data", "incidents", "alerts")
_LOGS = ("timeline", "logs", "notes")


class Report(Struct):
    """How long it took, in milliseconds from its creation, and who it was."""

    ack_time: Any = field(default=None, name="ackTime")
    close_time: Any = field(default=None, name="closeTime")
    acknowledged_by: Any = field(default=None, name="acknowledgedBy")
    closed_by: Any = field(default=None, name="closedBy")


class Responder(Struct):
    """Somebody or a team; most answers of the API say only an id, which is nobody's name."""

    name: str | None = None
    username: str | None = None


class Row(Struct, rename="camel"):
    """One incident or alert. Everything but its id may be missing; what is missing is said, never invented."""

    id: str
    tiny_id: str | int | None = None
    message: str | None = None
    status: str | None = None
    priority: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    impact_start_date: str | None = None
    impact_end_date: str | None = None
    acknowledged: bool | None = None
    description: str | None = None
    owner: str | None = None
    entity: str | None = None
    tags: list[str] | None = None
    impacted_services: list[str] | None = None
    responders: list[Responder] | None = None
    details: dict[str, Any] | None = None
    links: dict[str, Any] | None = None
    report: Report | None = None
    timeline: Any = None
    logs: Any = None
    notes: Any = None

    @property
    def source(self) -> str:
        return f"opsgenie:{self.id}"

    @property
    def title(self) -> str:
        return (self.message or "").strip()

    @property
    def word(self) -> str:
        return (self.status or "").casefold()

    @property
    def entries(self) -> list[Entry]:
        """What its logs hold, as they stand."""
        found = [entry for name in _LOGS for entry in _listed(getattr(self, name))]
        return [_entry(entry) for entry in found if isinstance(entry, dict)]


class Entry(NamedTuple):
    """One line of a timeline, log or list of notes: its type in lower case without separators, and what it says."""

    word: str
    at: Any
    who: str
    said: str


def pick(document: Any) -> list[Any] | None:
    """The rows of a document: an answer of the API, a bare list, or one row."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    if document.get("id"):
        return [document]
    for name in _GROUPS:
        inner = document.get(name)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict) and inner.get("id"):
            return [inner]
    return None


def to_row(raw: Raw) -> Row | Skipped:
    """The row as a value, or why it is none."""
    name = raw.data.get("id") if isinstance(raw.data, dict) else None
    if not isinstance(name, str) or not name.strip():
        return Skipped(raw.place, "", "has no id, so it could be imported twice")
    try:
        return msgspec.convert(raw.data, Row)
    except msgspec.ValidationError as error:
        return Skipped(raw.place, "", f"is neither an incident nor an alert of Opsgenie: {misfit(error)}")


def _listed(given: Any) -> list[Any]:
    """A list as it is, or the one inside an answer of the API."""
    for _ in range(3):
        if isinstance(given, dict):
            given = given.get("data", given.get("entries"))
    return given if isinstance(given, list) else []


def _entry(given: dict[str, Any]) -> Entry:
    kind = "".join(filter(str.isalnum, str(given.get("type", "")))).casefold()
    at = given.get("eventTime") or given.get("createdAt")
    who = given.get("owner") or _said(given.get("actor"), "name")
    words = [_said(given.get(key), "content") for key in ("title", "description", "log", "note")]
    return Entry(kind, at, who if isinstance(who, str) else "", "\n".join(dict.fromkeys(filter(None, words))))


def _said(value: Any, key: str) -> str:
    """Text, or what stands under `key` of a mapping."""
    inner = value.get(key) if isinstance(value, dict) else value
    return inner.strip() if isinstance(inner, str) else ""
