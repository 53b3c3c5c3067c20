"""A settings-like file as a subject: its value if it can be read, else every complaint, and where words stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from revenant.linting.engine import Finding

T = TypeVar("T")


class Document(NamedTuple, Generic[T]):
    """A file of which the whole is one value. `value` is None where it cannot be read, and `complaints` say why."""

    path: str
    rows: Sequence[str]
    value: T | None
    complaints: Sequence[tuple[int, int, str]] = ()

    def find(self, *words: str, skip: int = 0) -> tuple[int, int]:
        """Line and column of the last of `words`, each sought after the one before; (1, 1) where it is not found.

        `skip` passes over that many places of the last word. `name: X` also finds X in quotes.
        """
        start = (0, 0)
        for word in words[:-1]:
            start = next((place for place in _places(self.rows, word) if place > start), start)
        places = [place for place in _places(self.rows, words[-1]) if place > start]
        return places[skip] if len(places) > skip else (1, 1)


def as_findings(complaints: Iterable[tuple[int, int, str]], hint: str) -> Iterable[Finding]:
    """Complaints of the strict reader as findings."""
    return (Finding(line, col, message, hint) for line, col, message in complaints)


def _places(rows: Sequence[str], word: str) -> list[tuple[int, int]]:
    """Where `word` stands as a word of its own, outside comments."""
    words = re.escape(word).replace(r":\ ", r":\s*[\"']?")
    pattern = re.compile(rf"(?<![\w.@#/-]){words}(?![\w@/-]|\.\w)", re.IGNORECASE)
    return [
        (number, found.start() + 1)
        for number, row in enumerate(rows, start=1)
        if not row.lstrip().startswith("#")
        for found in pattern.finditer(row)
    ]
