"""What does not fit a model, as people say it: without the names of Python's types and the text of patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from revenant.core.patterns import PATTERNS

_TYPES = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "array": "a list", "object": "keys with values", "null": "nothing",
}  # fmt: skip
_WITH_ZONE = "`datetime` with a timezone component"
_TYPE = re.compile(rf"`((?:{'|'.join(_TYPES)})(?: \| (?:{'|'.join(_TYPES)}))*)`")
_MISSING = re.compile(r"Object missing required field `(.+)`")


def in_words(message: str, patterns: Mapping[str, str] = PATTERNS) -> str:
    """What msgspec says is wrong with a value; `patterns` has the words for regular expressions."""
    for pattern, words in patterns.items():
        message = message.replace(f"`str` matching regex {pattern!r}", words)
    message = message.replace(_WITH_ZONE, "a time with its offset, such as 2026-11-23T10:00Z")
    return _TYPE.sub(lambda found: " or ".join(_TYPES[name] for name in found[1].split(" | ")), message)


def misfit(error: Exception) -> str:
    """What msgspec says does not fit, and where: `notes[1].content: expected text, got a whole number`."""
    message, _, where = str(error).partition(" - at `")
    missing = _MISSING.fullmatch(message)
    plain = f"has no {missing[1]}" if missing else in_words(message[:1].lower() + message[1:])
    place = where.rstrip("`").removeprefix("$").lstrip(".")
    return f"{place}: {plain}" if place else plain
