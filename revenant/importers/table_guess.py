"""What the header and the first rows of a table let one guess of it: columns, kinds of cells, how it is written."""

from __future__ import annotations

import codecs
import csv
import re
from itertools import islice
from typing import NamedTuple

_ROWS = 2_000
_FIELDS = {
    "id": ("number", "incident_id", "incident_number", "id", "incident", "ticket", "ticket_id", "key", "case_number"),
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
        "reported_at",
        "created_on",
    ),
    "acknowledged_at": ("acknowledged_at", "acknowledged", "acked_at"),
    "resolved_at": ("resolved_at", "resolved", "end", "end_time", "ended_at"),
    "closed_at": ("closed_at", "closed"),
}
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MISSING = ("?", "NULL", "null", "N/A", "n/a", "-")


class Guess(NamedTuple):
    """`columns` are names by our field, `words` what stands in them; `missing` are words that say nothing."""

    encoding: str
    delimiter: str
    columns: dict[str, str]
    words: dict[str, list[str]]
    missing: list[str]
    is_log: bool


def guess(content: bytes) -> Guess:
    """What can be guessed of a table; every guess may be wrong."""
    text, encoding = _decoded(content)
    delimiter = max(",;\t|", key=text.partition("\n")[0].count)
    header, *rows = _rows(text, delimiter) or [[]]
    places = _places(header)
    cells = {field: [row[place].strip() for row in rows if place < len(row)] for field, place in places.items()}
    missing = [word for word in _MISSING if any(word in column for column in cells.values())]
    words = {field: [cell for cell in column if cell and cell not in missing] for field, column in cells.items()}
    ids = words.get("id", [])
    columns = {field: header[place] for field, place in places.items()}
    return Guess(encoding, delimiter, columns, words, missing, "at" in places and len(set(ids)) < len(ids))


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(UTF_16):
        return content.decode("utf-16", "replace"), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace"), "windows-1252"


def _rows(content: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(csv.reader(content.splitlines(keepends=True), delimiter=delimiter), _ROWS))
    except csv.Error:
        return []


def _places(header: list[str]) -> dict[str, int]:
    plain = [re.sub(r"\W+", "_", name.strip().casefold()) for name in header]
    found = {field: next((name for name in names if name in plain), "") for field, names in _FIELDS.items()}
    return {field: plain.index(name) for field, name in found.items() if name}
