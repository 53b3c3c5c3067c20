"""AI002: an open action item has no due date, none that can be read, or one that is past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from revenant.core.problems import Fix, Level, Splice
from revenant.core.text import how_many
from revenant.linting.engine import Finding
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.filling import is_placeholder
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI002", "action-not-due", Level.WARNING
SUMMARY = "An open action item has no due date, an unreadable one, or one that is past."

_PLAIN = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LATE = "finish it, agree on another day (`revenant action edit`), or decide against it (`revenant action wontdo`)"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """A date without a year, or one whose month might be its day, is not guessed at."""
    today = subject.knowledge.now.date()
    for item in subject.actions:
        if not item.is_open:
            continue
        said, level = item.fields.get("due", ""), subject.eased(LEVEL)
        if is_placeholder(said):
            hint = "say by when: (due: 2026-12-20; …)"
            yield subject.at(item.line, item.id or "[", f"{item.name} has no due date", hint, level)
        elif item.due is None:
            message = f"the due date {said!r} of {item.name} cannot be read"
            yield subject.at(item.end, said, message, "write it as 2026-12-20", level, _mended(subject, item, said))
        elif item.due < today:
            message = f"{item.name} was due {how_many((today - item.due).days, 'day')} ago"
            yield subject.at(item.end, said, message, _LATE)


def _mended(subject: PostmortemSubject, item: ActionItem, said: str) -> Fix | None:
    """The date as it should be written, where only its signs are others."""
    found, row = _PLAIN.fullmatch(said), subject.rows[item.end - 1]
    if not found or row.count(said) != 1:
        return None
    try:
        day = date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
    return Fix((Splice(item.end, item.end, (row.replace(said, day),)),))
