"""BL002: a person or a role is the subject of a verb of fault."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame.conduct import fault_of_person, second_fault
from revenant.postmortems.blame.grammar import People, is_supposed
from revenant.postmortems.blame.said import Said
from revenant.postmortems.blame.wording import rewrite
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL002"
NAME = "person-and-fault"
LEVEL = Level.WARNING
SUMMARY = "A person or a role is the subject of a fault: forgot, failed to, broke, accidentally deleted."
TRIGGERS = frozenset((
    "wrong", "untested", "unreviewed", "faulty", "bad", "incorrect", "invalid", "did", "didn",
    "slept", "misconfigured", "without",
    "forgot", "forgotten", "failed", "neglected", "mistyped", "misread", "misunderstood", "misjudged", "botched",
    "bungled", "fumbled", "mishandled", "fingered", "fatfingered", "messed", "screwed", "slipped", "dropped", "jumped",
    "cut", "disregarded", "bothered", "bother", "think", "thought", "care", "attention", "mistake", "blunder",
    "judgement", "judgment", "misjudgment", "call", "decision", "overlooked", "ignored", "missed", "broke", "took",
    "brought", "crashed", "caused", "let", "wiped", "never", "accidentally", "mistakenly", "inadvertently",
    "unintentionally", "erroneously", "wrongly", "incorrectly", "carelessly", "recklessly", "foolishly", "negligently",
    "improperly", "sloppily", "asleep", "enough", "skipped", "bypassed", "follow", "accident", "thinking",
))  # fmt: skip


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := faulted(said, subject.people)):
            who, verb = _part(found, "who", "whom"), _part(found, "verb", "verb2")
            message = (
                f'"{said.text[who[0] : who[1]].strip()}" is the subject of a fault: "{said.text[verb[0] : verb[1]]}"'
            )
            yield said.at(who[0], message, rewrite(said.text, *verb))


def faulted(said: Said, people: People) -> Match[str] | None:
    """The first person said to be at fault, in groups `who` or `whom` and `verb` or `verb2`."""
    for pattern in (fault_of_person(people), second_fault(people)):
        for found in pattern.finditer(said.text):
            if not is_supposed(said.text, _part(found, "who", "whom")[0]):
                return found
    return None


def _part(found: Match[str], *groups: str) -> tuple[int, int]:
    return next(found.span(group) for group in groups if found.re.groupindex.get(group) and found[group])
