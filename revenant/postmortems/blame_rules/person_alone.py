"""BL107: a contributing factor that is a person and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame import lexicon
from revenant.postmortems.blame.grammar import People
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL107"
NAME = "person-alone"
LEVEL = Level.INFO
SUMMARY = "A contributing factor that is a person's act and names no system, signal, process or change."
_MEANT = re.compile(r"`|\d:\d\d")
_MOST_WORDS = 12
_HINT = "ask what allowed it: which tool, check, signal or document"


@lru_cache(maxsize=8)
def _pattern(people: People) -> re.Pattern[str]:
    return re.compile(
        rf"^{people.sure}\s(?:(?:also|then|later|manually|first)\s)?(?:pushed|ran|deployed|deleted|removed|changed|merged"
        r"|edited|typed|entered|executed|disabled|applied|copied|clicked|selected|committed|configured|chose|shut)\s\w",
        re.IGNORECASE,
    )


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    items = [said for said in subject.said if said.is_of_causes and said.sentence.is_item]
    sentences = Counter(_item(said.sentence.origin) for said in items)
    for said in items:
        is_short = sentences[_item(said.sentence.origin)] == 1 and said.text.count(" ") < _MOST_WORDS
        if (
            is_short
            and not said.has(lexicon.MECHANISM)
            and not _MEANT.search(said.text)
            and _pattern(subject.people).match(said.text)
        ):
            yield said.at(0, "a person's act stands alone as a factor", _HINT)


def _item(origin: object) -> object:
    return origin.rows if hasattr(origin, "rows") else None
