"""BL004: the fault is given to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame.grammar import People
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL004"
NAME = "fault-given"
LEVEL = Level.ERROR
SUMMARY = "The fault is given to somebody: somebody's fault, to blame, the blame lies with."
TRIGGERS = frozenset({"fault", "blame", "blamed", "blames", "responsible"})
_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|n't|isn't|wasn't|aren't|weren't|don't|without|nor|rather than|instead of|easy to"
    r"|tempting to|avoid\w*)\b[^,;.]{0,25}$",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|be|been|being)"
_HOW = (
    r"(?:\s(?:entirely|all|partly|solely|clearly|mostly|largely|completely|also|really|simply|ultimately"
    r"|squarely)){0,2}"
)
_HINT = "name the conditions that made it possible, and leave out who"


@lru_cache(maxsize=8)
def _pattern(people: People) -> re.Pattern[str]:
    who = people.sure
    return re.compile(
        rf"{_BE}{_HOW}\s(?:the\sfault\sof\s{who}|(?:his|her|their|your)\s(?:own\s)?fault\b(?!\s\w*(?:inject|toler"
        rf"|domain|handl)))"
        rf"|(?:{people.named}|\b(?:the|our|their)\s(?:[\w-]+\s){{0,2}}?(?:engineer|developer|team|vendor|operator"
        rf"|on-?call|admin"
        rf"|contractor|provider|reviewer|author|intern|sre|manager)s?)'s?\sfault\b(?!\s(?:inject|toler|domain|handl"
        rf"|detect))"
        rf"|(?:{who}|(?:the|our)\s(?:vendor|provider|supplier))\s{_BE}{_HOW}\s(?:at\sfault|to\sblame)\b"
        rf"|{who}\s{_BE}{_HOW}\s(?:solely\s|fully\s)?responsible\sfor\sth(?:e|is)\s(?:outage|incident|failure"
        rf"|downtime|data loss)"
        r"(?=\s?(?:[.,;:!]|$))"
        rf"|\bblame\b(?:\sfor\s[^,;.]{{1,60}})?(?:\s\w+){{0,2}}?\s(?:lies|lay|lying|rests|resting|falls|fell|belongs)\s"
        rf"(?:\w+ly\s)?(?:with|on|to)\s(?:{who}|(?:the\s)?(?-i:[A-Z])\w+)"
        rf"|\b(?:i|we|they|he|she|everybody|everyone)\s(?:do\s)?blamed?\s(?:{who})(?!\s(?:chang|config|deploy"
        rf"|releas|servic))",
        re.IGNORECASE,
    )


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := said.first(_pattern(subject.people), _DENIED, 40)):
            yield said.at(found.start(), f'"{found[0].strip()}" gives somebody the fault', _HINT)
