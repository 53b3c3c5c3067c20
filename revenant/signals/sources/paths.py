"""Dotted paths into foreign data: through objects, through keys that hold dots, and through JSON inside text."""

from __future__ import annotations

from typing import Any

import msgspec

from revenant.signals.sources.shapes import mapping


def value_at(data: Any, path: str) -> Any:
    """The value at a dotted path; a key that itself holds dots, and JSON inside text, are found too."""
    if isinstance(data, str):
        data = object_in(data)
    if not isinstance(data, dict) or path in data:
        return data.get(path) if isinstance(data, dict) else None
    for end in (number for number, char in enumerate(path) if char == "."):
        found = value_at(data.get(path[:end]), path[end + 1 :])
        if found is not None:
            return found
    return None


def object_in(said: str) -> dict[str, Any]:
    try:
        return mapping(msgspec.json.decode(said)) if said.startswith("{") else {}
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return {}
