"""PagerDuty's incidents and log entries brought together, from however many pages of the API."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from revenant.core.misfits import misfit
from revenant.importers.batch import Given
from revenant.importers.decoding import Raw, Skipped, decode
from revenant.importers.rows.pagerduty import ENTRY, Entry, Incident

WANTED = "PagerDuty's answers to /incidents and /log_entries, or JSON Lines of them, plain or gzip"
_GROUPS = ("incidents", "log_entries")
_SINGLE = ("incident", "log_entry")


class Case(NamedTuple):
    """An incident with all log entries of it; `is_known` unless only its log entries are there."""

    incident: Incident
    entries: list[Entry]
    is_known: bool
    unread: int

    @property
    def source(self) -> str:
        return f"pagerduty:{self.incident.id}"

    @property
    def title(self) -> str:
        it = self.incident
        return next((said.strip() for said in (it.title, it.summary, it.description) if said and said.strip()), "")

    @property
    def title_by_log(self) -> str:
        """What its log entries call it: what triggered it, else the name under which they refer to it."""
        triggers = (entry.said for entry in self.entries if entry.word == "trigger")
        names = ((entry.incident.summary or "").strip() for entry in self.entries if entry.incident is not None)
        return next((said for said in (*triggers, *names) if said), "")


class Joined(NamedTuple):
    """An incident as it was decoded, None where only log entries name it, and its log entries."""

    id: str
    incident: dict[str, Any] | None
    entries: list[dict[str, Any]]


def pick(document: Any) -> list[Any] | None:
    """The rows of a document: either answer of the API, both in one, a bare list, or a single row."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    groups = [document[key] for key in _GROUPS if isinstance(document.get(key), list)]
    if groups and not document.get("id"):
        return [row for group in groups for row in group]
    single = [document[key] for key in _SINGLE if isinstance(document.get(key), dict)]
    if single and not _is_entry(document):
        return single
    return [document] if document.get("id") else None


def read_cases(given: Given) -> list[Raw | Skipped]:
    """Every incident with its log entries, whatever file they stand in.

    Raises:
        InvalidFileError: a file holds nothing that can be read.
    """
    incidents: list[Raw] = []
    skipped: list[Skipped] = []
    entries: dict[str, list[dict[str, Any]]] = {}
    for row in (row for file in given.files for row in decode(file.content, file.name, pick, WANTED)):
        if isinstance(row, Skipped):
            skipped.append(row)
        elif not isinstance(row.data, dict):
            skipped.append(Skipped(row.place, "", "is neither an incident nor a log entry"))
        elif not _is_entry(row.data):
            incidents.append(row)
        elif name := _id_in(row.data.get("incident")):
            entries.setdefault(name, []).append(row.data)
        else:
            skipped.append(Skipped(row.place, str(row.data.get("summary", "")), "a log entry that names no incident"))
    return [*skipped, *_joined(incidents, entries)]


def _joined(incidents: list[Raw], entries: dict[str, list[dict[str, Any]]]) -> list[Raw]:
    rest = dict(entries)
    found = [Raw(row.place, Joined(_id_in(row.data), row.data, rest.pop(_id_in(row.data), []))) for row in incidents]
    return [*found, *(Raw(f"log entries of {name}", Joined(name, None, own)) for name, own in rest.items())]


def to_case(raw: Raw) -> Case | Skipped:
    """The row as values, or why it is none."""
    joined: Joined = raw.data
    if not joined.id:
        return Skipped(raw.place, "", "has no id, so it could be imported twice")
    try:
        incident = msgspec.convert(joined.incident or {"id": joined.id}, Incident)
    except msgspec.ValidationError as error:
        return Skipped(raw.place, "", f"is not an incident of PagerDuty: {misfit(error)}")
    entries, unread = _entries([*(incident.log_entries or []), *joined.entries])
    return Case(incident, entries, joined.incident is not None, unread)


def _entries(rows: list[dict[str, Any]]) -> tuple[list[Entry], int]:
    """The log entries, each once, and how many are none or stand twice."""
    found: dict[str, Entry] = {}
    for number, row in enumerate(rows):
        try:
            entry = msgspec.convert(row, Entry)
        except msgspec.ValidationError:
            continue
        found.setdefault(entry.id or f"#{number}", entry)
    return list(found.values()), len(rows) - len(found)


def _is_entry(row: dict[str, Any]) -> bool:
    return ENTRY in str(row.get("type", ""))


def _id_in(row: Any) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return name.strip() if isinstance(name, str) else ""
