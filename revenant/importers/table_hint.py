"""A map to begin with, made of a table's own header and first rows: what it says has to be looked at."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from revenant.core.text import escape_json
from revenant.importers.batch import File
from revenant.importers.decoding import unpack
from revenant.incidents.table_map import SCHEMA

_ROWS, _WORDS = 2_000, 30
_FIELDS = {
    "id": ("number", "incident_id", "id", "incident", "ticket", "ticket_id", "key"),
    "at": ("sys_updated_at", "sys_updated_on", "updated_at", "updated", "timestamp", "time"),
    "status": ("incident_state", "state", "status"),
    "severity": ("severity", "priority", "urgency", "impact"),
    "title": ("short_description", "title", "summary", "subject", "description", "name"),
    "services": ("cmdb_ci", "business_service", "service", "services", "component", "affected"),
    "responders": ("assigned_to", "assignee", "responder", "owner"),
    "opened_at": (
        "opened_at",
        "created_at",
        "sys_created_on",
        "opened",
        "created",
        "detected_at",
        "start",
        "start_time",
    ),
    "acknowledged_at": ("acknowledged_at", "acknowledged", "acked_at"),
    "resolved_at": ("resolved_at", "resolved", "end", "end_time", "ended_at"),
    "closed_at": ("closed_at", "closed"),
}
_TIMES = ("at", "opened_at", "acknowledged_at", "resolved_at", "closed_at")
_DAYS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d")
_FORMATS = ("iso", *(f"{day} {clock}" for day in _DAYS for clock in ("%H:%M", "%H:%M:%S", "%I:%M %p")))
_STATUSES = {
    "new": "OPEN", "open": "OPEN", "triggered": "OPEN", "acknowledged": "ACKNOWLEDGED", "assigned": "ACKNOWLEDGED",
    "active": "INVESTIGATING", "in progress": "INVESTIGATING", "work in progress": "INVESTIGATING",
    "resolved": "RESOLVED", "closed": "CLOSED", "cancelled": "CANCELLED", "canceled": "CANCELLED",
}  # fmt: skip
_UNSURE = "null  # no change, or which status?"
_LEVEL = re.compile(r"(?:sev|p|s)?[ -]?([1-5])\b.*", re.IGNORECASE | re.DOTALL)
_MISSING = ("?", "NULL", "null", "N/A", "n/a", "-")


def suggest(file: File) -> str:
    """The text of a map for this table.

    Raises:
        InvalidFileError: it is damaged, or larger than is credible.
    """
    content, encoding = _decoded(unpack(file.content, file.name))
    first = content.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    header, *rows = _table(content, delimiter) or [["number"]]
    places = _places(header)
    cells = {field: [row[place] for row in rows if place < len(row)] for field, place in places.items()}
    kind = "events" if len(set(cells.get("id", ()))) < len(cells.get("id", ())) and "at" in places else "incidents"
    names = {field: header[place] for field, place in places.items() if kind == "events" or field != "at"}
    missing = [word for word in _MISSING if any(word in column for column in cells.values())]
    said = {
        field: [cell.strip() for cell in column if cell.strip() and cell not in missing]
        for field, column in cells.items()
    }
    return "\n".join(
        [
            f"schema: {SCHEMA}",
            f"source: {_source(file.name)}  # a name for the system it came from",
            f"kind: {kind}",
            *([f"encoding: {encoding}"] if encoding != "utf-8" else []),
            *([f"delimiter: {_quoted(delimiter)}"] if delimiter != "," else []),
            "columns:",
            *(f"  {field}: {_quoted(name)}" for field, name in (names or {"id": "which column?"}).items()),
            f"times: {_times([cell for field in _TIMES for cell in said.get(field, ())])}",
            "timezone: UTC  # of times that name no zone",
            f"missing: [{', '.join(_quoted(word) for word in missing)}]",
            "values:",
            *_status_words(said.get("status", ())),
            *_severity_words(said.get("severity", ())),
            "",
        ]
    )


def _decoded(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace"), "windows-1252"


def _table(content: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(content.splitlines(keepends=True), delimiter=delimiter), _ROWS))
    except csv.Error:
        return []


def _places(header: list[str]) -> dict[str, int]:
    plain = [re.sub(r"\W+", "_", name.strip().casefold()) for name in header]
    found = {field: next((name for name in names if name in plain), "") for field, names in _FIELDS.items()}
    return {field: plain.index(name) for field, name in found.items() if name}


def _source(name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", re.split(r"[/\\]", name.casefold())[-1].partition(".")[0]).strip("-")
    return stem[:40].rstrip("-") or "table"


def _times(cells: list[str]) -> str:
    """The format that fits most cells, and in a comment the others that fit as many."""
    distinct = list(dict.fromkeys(cells))
    fitting = {form: sum(_fits(cell, form) for cell in distinct) for form in _FORMATS}
    best = [form for form in _FORMATS if fitting[form] == max(fitting.values())]
    if not fitting[best[0]]:
        return '["iso"]  # how are they written?' if distinct else '["iso"]'
    return f"[{_quoted(best[0])}]" + (f"  # or {', '.join(best[1:])}?" if len(best) > 1 else "")


def _fits(cell: str, form: str) -> bool:
    try:
        return bool(datetime.fromisoformat(cell) if form == "iso" else datetime.strptime(cell, form))
    except ValueError:
        return False


def _status_words(words: Iterable[str]) -> list[str]:
    known = list(dict.fromkeys(words))[:_WORDS]
    lines = [f"    {_quoted(word)}: {_STATUSES.get(word.casefold(), _UNSURE)}" for word in known]
    return ["  status:", *lines] if lines else ["  status: {}"]


def _severity_words(words: Iterable[str]) -> list[str]:
    known = list(dict.fromkeys(words))[:_WORDS]
    found = {word: _LEVEL.fullmatch(word) for word in known}
    lines = [
        f"    {_quoted(word)}: SEV{min(int(level[1]), 4)}" if level else f"    # {_quoted(word)}: SEV?"
        for word, level in found.items()
    ]
    return ["  severity:", *lines] if any(found.values()) else ["  severity: {}", *lines]


def _quoted(text: str) -> str:
    return escape_json(json.dumps(text, ensure_ascii=False))
