"""BL201: prose names a person where the workspace's policy asks for a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame.roster import is_meant, pattern_of
from revenant.postmortems.blame.said import Said
from revenant.postmortems.sections import CAUSES, Section
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL201"
NAME = "names-policy"
LEVEL = Level.INFO
SUMMARY = (
    "Prose names a person of the roster where postmortems.names asks for a role; a warning where it forbids names."
)
_IMPERSONAL = CAUSES | {Section.GAPS, Section.POORLY}
_SUFFIX = re.compile(r"\([^()]*\bowner:[^()]*\)")


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    policy, known = subject.knowledge.settings.postmortems.names, subject.roster.known
    if policy == "allow" or not known:
        return
    pattern = pattern_of(tuple(each.word for each in known))
    stand_ins = {each.word.casefold(): each.stand_in for each in known}
    for said in subject.said:
        if policy == "forbid" or said.sentence.section in _IMPERSONAL:
            for start, name in _named(said, pattern):
                level = Level.WARNING if policy == "forbid" else None
                yield said.at(start, f"names {name}", f"write {stand_ins[name.casefold()]} in place of the name", level)


def _named(said: Said, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Each person named, once, where the name first stands; owners of action items have to be named."""
    text = _SUFFIX.sub(lambda found: " " * len(found[0]), said.text)
    seen: set[str] = set()
    for found in pattern.finditer(text):
        if found[0] not in seen and is_meant(text, found.start(), found.end()):
            seen.add(found[0])
            yield found.start(), found[0]
