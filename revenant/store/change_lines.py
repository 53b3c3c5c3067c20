"""A change read from its line in one step, where the line is just as we write it: of many changes, nearly all are.

What is otherwise is left to the ways that read any line, so that nothing is ever read as something else.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from revenant.signals.changes import Change
from revenant.store.flow import DOUBTFUL_LINE, NUMBER_OR_NAME, PLAIN_WORD

_WORD = rf'("[^"\\]*"|{PLAIN_WORD})'
_TIME = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
_POSSIBLE = ("version", "reference", "source", "rollback_of", "status")


def _maybe(key: str, word: str = _WORD) -> str:
    return f"(?:, {key}: {word})?"


_LINE = re.compile(
    rf"- \{{id: {_WORD}, at: {_TIME}, kind: {_WORD}, service: {_WORD}{_maybe('environment')}, by: {_WORD}, "
    rf"summary: {_WORD}{''.join(map(_maybe, _POSSIBLE))}{_maybe('recorded', _TIME)}\}}"
)
_ID = re.compile("[0-9a-hjkmnp-tv-z]{8}")


def read_quickly(row: str) -> Change | None:
    """The change of a line in the form and the order we write; None for any other line, whatever it holds."""
    found = _LINE.fullmatch(row)
    if found is None or (not (row.isascii() and row.isprintable()) and DOUBTFUL_LINE.search(row)):
        return None
    key, at, *middle, recorded = found.groups()
    words = [_plain(word) for word in (key, *middle)]
    named, kind, service, environment, by, summary, *rest = words
    if None in words or not (kind and service and by and summary) or not _ID.fullmatch(named or ""):
        return None
    version, reference, source, rollback_of, status = rest
    try:
        return Change(
            id=named or "",
            at=datetime.fromisoformat(at),
            kind=kind,
            service=service,
            environment=environment or "",
            by=by,
            summary=summary,
            version=version or "",
            reference=reference or "",
            source=source or "",
            rollback_of=rollback_of or "",
            status=status or "",
            recorded=datetime.fromisoformat(recorded) if recorded else None,
        )
    except ValueError:
        return None  # no such day


@lru_cache(maxsize=4096)
def _plain(word: str | None) -> str | None:
    """The text of a word; empty where there is none, and None for what YAML reads as a number or a name."""
    if word is None:
        return ""
    if word[0] == '"':
        return word[1:-1]
    return None if NUMBER_OR_NAME.fullmatch(word) else word
