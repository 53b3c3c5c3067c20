"""BL104: hindsight calls something obvious that people did not do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame.grammar import People
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL104"
NAME = "hindsight"
LEVEL = Level.INFO
SUMMARY = "An adverb of hindsight beside what people did not do: obviously we did not test."
TRIGGERS = frozenset({"obviously", "clearly", "simply", "course", "evidently"})
_NOT = (
    r"(?:did not|didn't|had not|hadn't|never|should(?:n't| not)? have|failed to|forgot|missed|overlooked|misread"
    r"|ignored|misunderstood|neglected)\b(?!\s(?:have|receive|get|exist|need|want|affect|see any|intend|expect))"
)
_HINT = 'leave "{adverb}" out: it was not so before the incident'


@lru_cache(maxsize=8)
def _pattern(people: People) -> re.Pattern[str]:
    who = rf"(?:we|(?-i:I)|{people.sure})"
    return re.compile(
        rf"\b(?P<before>obviously|clearly|evidently|of course),?\s{who}\s(?:\w+ly\s)?{_NOT}"
        rf"|(?<![\w'-]){who}\s(?P<between>obviously|clearly|evidently|of course)\s{_NOT}"
        rf"|(?<![\w'-]){who}\s(?P<simply>simply)\s(?:did not|didn't|never)\s(?:even\s)?(?:thought|checked|tested"
        rf"|think|check"
        r"|test|look|notice|read|care|bother|consider|pay|verify|ask|follow|listen)\b",
        re.IGNORECASE,
    )


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := _pattern(subject.people).search(said.text)):
            adverb = found["before"] or found["between"] or found["simply"]
            yield said.at(found.start(), f'"{adverb}" judges with hindsight', _HINT.format(adverb=adverb.lower()))
