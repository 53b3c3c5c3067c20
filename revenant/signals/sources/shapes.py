"""Foreign JSON taken as it should be: whatever has another type than expected counts as absent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from revenant.core.text import encodable

MOST_KEYS = 64
MOST_ITEMS = 32
MOST_DEPTH = 5
LONGEST_TEXT = 2_000
LONGEST_NAME = 500
_LARGEST = 2**63
Attributes = dict[str, Any]


def mapping(value: Any) -> dict[str, Any]:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """Text as it is, a number as people write it, anything else as nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def first_text(data: dict[str, Any], *keys: str) -> str:
    """The first of `keys` under which there is text or a number."""
    return text(data.get(first_key(data, keys)))


def first_key(data: dict[str, Any], keys: Iterable[str]) -> str:
    """Which of `keys` that is; empty where it is none of them."""
    for key in keys:
        if key in data and text(data[key]):
            return key
    return ""


def title(value: Any) -> str:
    """Text fit for a name: its first line that says anything, cut where it is very long."""
    said = text(value)
    if len(said) <= LONGEST_NAME and "\n" not in said:
        return said
    return _cut(next((line for line in said.splitlines() if line.strip()), ""), LONGEST_NAME)


def present(**attributes: Any) -> Attributes:
    """The attributes that say something."""
    return {key: value for key, value in attributes.items() if value is not None and value not in ("", [], {})}


def bounded(attributes: Attributes) -> Attributes:
    """A copy no stranger can make huge: keys, depth, lists and texts have limits, and what is cut shows it."""
    kept = {encodable(key): _bounded(value, MOST_DEPTH) for key, value in list(attributes.items())[:MOST_KEYS]}
    if len(attributes) > MOST_KEYS:
        kept["…"] = f"{len(attributes) - MOST_KEYS} more"
    return kept


def _bounded(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _cut(encodable(value), LONGEST_TEXT)
    if isinstance(value, dict):
        return _bounded_mapping(value, depth - 1) if depth else "{…}"
    if isinstance(value, list):
        return [_bounded(item, depth - 1) for item in value[:MOST_ITEMS]] if depth else "[…]"
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        return _cut(str(value), 400)
    return value


def _bounded_mapping(value: dict[str, Any], depth: int) -> dict[str, Any]:
    return {encodable(key): _bounded(item, depth) for key, item in list(value.items())[:MOST_ITEMS]}


def _cut(said: str, limit: int) -> str:
    return said if len(said) <= limit else said[: limit - 1] + "…"
