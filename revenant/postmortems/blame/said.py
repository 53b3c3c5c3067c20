"""A sentence ready to be judged: quotations blanked, its words counted once, everything in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.prose import Sentence, place
from revenant.postmortems.sections import CAUSES, Section

LONGEST = 1500  # characters of a sentence that are looked at; what is longer is a dump, not a sentence
_QUOTED = re.compile(r"\"[^\"]{1,400}\"|“[^”]{1,400}”|«[^»]{1,400}»|(?<!\w)'[^']{2,200}'(?!\w)")
_TOKEN = re.compile(r"[a-z]+|!!")


class Said(NamedTuple):
    """A sentence somebody wrote. `text` is as long as the sentence's own, and what others said is blank in it."""

    sentence: Sentence
    text: str
    words: frozenset[str]

    def has(self, words: frozenset[str]) -> bool:
        """Whether it holds one of `words`, which are in lower case."""
        return not words.isdisjoint(self.words)

    def first(self, pattern: re.Pattern[str], unless: re.Pattern[str], before: int) -> re.Match[str] | None:
        """The first that `pattern` finds without `unless` in so many characters `before` it."""
        found = pattern.finditer(self.text)
        return next((each for each in found if not self.follows(unless, each, before)), None)

    def follows(self, pattern: re.Pattern[str], found: re.Match[str], before: int) -> bool:
        """Whether `pattern` is in so many characters `before` what was found."""
        return pattern.search(self.text[max(0, found.start() - before) : found.start()]) is not None

    @property
    def is_of_causes(self) -> bool:
        return self.sentence.section in CAUSES

    @property
    def is_of_actions(self) -> bool:
        return self.sentence.section is Section.ACTIONS

    def at(self, start: int, message: str, hint: str, level: Level | None = None) -> Finding:
        """A finding at the character `start`."""
        return Finding(*place(self.sentence, start), message, hint, level)


def prepare(sentences: Iterable[Sentence]) -> Iterator[Said]:
    for sentence in sentences:
        yield say(sentence)


def say(sentence: Sentence) -> Said:
    text = sentence.text[:LONGEST].replace("’", "'")
    if '"' in text or "“" in text or "'" in text or "«" in text:
        text = _QUOTED.sub(lambda found: found[0][0] + "x" * (len(found[0]) - 2) + found[0][-1], text)
    return Said(sentence, text, frozenset(_TOKEN.findall(text.lower())))
