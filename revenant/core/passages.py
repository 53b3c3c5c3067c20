"""Sections of a document, found by the words that people use for their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from revenant.core.outline import PSEUDO, Heading

K = TypeVar("K")
_DECORATION = re.compile(r"^[\W\d_]+|[\W_]+$")
_PARTS = re.compile(r"\s*(?:/|,|&|\+|\band\b|\bor\b)\s*")


class Passage(NamedTuple, Generic[K]):
    """A section where it stands: its heading's words, and its lines from the heading to the last of its text."""

    kind: K
    heading: str
    level: int
    line: int
    end: int


class Vocabulary(Generic[K]):
    """What headings mean. `tail` matches endings that change nothing, such as "steps"."""

    def __init__(self, synonyms: Mapping[K, Sequence[str]], tail: re.Pattern[str]) -> None:
        self._known = {word: kind for kind, words in synonyms.items() for word in words}
        self._tail = tail

    def kinds_of(self, heading: str, extra: Mapping[str, K] | None = None) -> tuple[K, ...]:
        """The sections a heading opens: mostly none or one, two for "Diagnosis and mitigation".

        `extra` are the workspace's own words, in lower case.
        """
        own = extra or {}
        if exact := own.get(heading.strip().casefold()):  # "Was lief gut?" is the workspace's own word, mark and all
            return (exact,)
        words = _DECORATION.sub("", heading).casefold().replace("’", "'")
        if whole := self._kind(words, own) or self._kind(self._tail.sub("", words), own):
            return (whole,)
        kinds = [self._kind(self._tail.sub("", part), own) for part in _PARTS.split(words)]
        return tuple(dict.fromkeys(kind for kind in kinds if kind)) if len(kinds) > 1 and all(kinds) else ()

    def _kind(self, words: str, extra: Mapping[str, K]) -> K | None:
        return extra.get(words) or self._known.get(words)


def find_passages(
    headings: Sequence[Heading], last: int, kinds_of: Callable[[str], tuple[K, ...]]
) -> tuple[Passage[K], ...]:
    """Every section, from its heading to the next that is as high, or that opens a section itself.

    `last` is the last line of the file. The title (the first heading, of level 1) opens none.
    """
    meant = [
        () if number == 0 and heading.level == 1 else kinds_of(heading.text) for number, heading in enumerate(headings)
    ]
    return tuple(
        Passage(kind, heading.text, heading.level, heading.line, _end(headings, meant, number, last))
        for number, heading in enumerate(headings)
        for kind in meant[number]
    )


def _end(headings: Sequence[Heading], meant: Sequence[tuple[K, ...]], start: int, last: int) -> int:
    for number in range(start + 1, len(headings)):
        level = headings[number].level
        if meant[number] or (level <= headings[start].level and level != PSEUDO):
            return headings[number].line - 1
    return last
