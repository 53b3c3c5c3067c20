"""A map to begin with, made of a table's own header and first rows: what it says has to be looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime

from revenant.core.text import escape_json
from revenant.importers.batch import File
from revenant.importers.decoding import unpack
from revenant.importers.rows.table import unusable
from revenant.importers.table_guess import UTF_16, guess
from revenant.incidents.table_map import SCHEMA

_WORDS = 30
_TIMES = ("at", "opened_at", "acknowledged_at", "resolved_at", "closed_at")
_DAYS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d")
_FORMATS = ("iso", *(f"{day} {clock}" for day in _DAYS for clock in ("%H:%M", "%H:%M:%S", "%I:%M %p")))
_STATUSES = {
    "new": "OPEN", "open": "OPEN", "triggered": "OPEN", "acknowledged": "ACKNOWLEDGED", "assigned": "ACKNOWLEDGED",
    "active": "INVESTIGATING", "in progress": "INVESTIGATING", "work in progress": "INVESTIGATING",
    "resolved": "RESOLVED", "closed": "CLOSED", "cancelled": "CANCELLED", "canceled": "CANCELLED",
}  # fmt: skip
_TABLE = "expected a table of text with a header; a spreadsheet can be saved as CSV"
_UNSURE = "null  # no change, or which status?"
_LEVEL = re.compile(r"(?:sev|p|s)?[ -]?([1-5])\b.*", re.IGNORECASE | re.DOTALL)


def suggest(file: File) -> str:
    """The text of a map for this table.

    Raises:
        InvalidFileError: it is damaged, larger than is credible, empty or binary.
    """
    found = guess(_content(file))
    columns = {field: name for field, name in found.columns.items() if found.is_log or field != "at"}
    columns = {"id": "which column?", **({} if found.is_log else {"opened_at": "which column?"})} | columns
    times = [cell for field in _TIMES for cell in found.words.get(field, ())]
    lines = [
        f"schema: {SCHEMA}",
        f"source: {_source(file.name)}  # a name for the system it came from",
        f"kind: {'events' if found.is_log else 'incidents'}",
        f"encoding: {found.encoding}" if found.encoding != "utf-8" else "",
        f"delimiter: {_quoted(found.delimiter)}" if found.delimiter != "," else "",
        "columns:",
        *(f"  {field}: {_quoted(name)}" for field, name in columns.items()),
        f"times: {_times(times)}",
        "timezone: UTC  # of times that name no zone",
        f"missing: [{', '.join(_quoted(word) for word in found.missing)}]",
        "values:",
        *_status_words(found.words.get("status", ())),
        *_severity_words(found.words.get("severity", ())),
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _content(file: File) -> bytes:
    """What the file holds, unpacked, if that may be text.

    Raises:
        InvalidFileError: it is damaged, larger than is credible, empty or binary.
    """
    content = unpack(file.content, file.name)
    if not content.strip():
        raise unusable(f"{file.name}: is empty", _TABLE)
    if b"\0" in content and not content.startswith(UTF_16):
        raise unusable(f"{file.name}: is binary, and no table", _TABLE)
    return content


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
    if any(found.values()):
        return ["  severity:", *lines]
    return ["  # severity:", *(line.replace("    # ", "  #   ", 1) for line in lines)] if lines else ["  severity: {}"]


def _quoted(text: str) -> str:
    return escape_json(json.dumps(text, ensure_ascii=False))
