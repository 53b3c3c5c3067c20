"""BL102: "we" or "I" is the subject of a fault."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame.conduct import own_fault
from revenant.postmortems.blame.grammar import is_supposed
from revenant.postmortems.blame.wording import rewrite
from revenant.postmortems.blame_rules.person_and_fault import TRIGGERS as FAULTS
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL102"
NAME = "self-blame"
LEVEL = Level.INFO
SUMMARY = "We or I as the subject of a fault: we forgot, we failed to, I overlooked."
TRIGGERS = frozenset({"we", "i", "our", "my"})
_FAULTS = FAULTS | {"fault", "known", "falsely", "too"}


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if not (said.has(TRIGGERS) and said.has(_FAULTS)):
            continue
        for found in own_fault().finditer(said.text):
            start, end = next(found.span(group) for group in ("verb", "verb2", "verb3") if found[group])
            if not is_supposed(said.text, found.start()):
                yield said.at(found.start(), f'"{found[0]}" blames ourselves', rewrite(said.text, start, end))
                break
