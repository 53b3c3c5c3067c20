"""EV003: a time, a span, a severity or a share that the record contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.evidence.cited import beside_cited
from revenant.postmortems.evidence.milestones import contradictions
from revenant.postmortems.prose import Sentence
from revenant.postmortems.sections import Section
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "EV003", "contradicted-claim", Level.WARNING
SUMMARY = "A time, a span, a severity or a share of failures that contradicts the record."

_NOT_OF_IT = frozenset((Section.ACTIONS, Section.SIMILAR, Section.LESSONS, Section.BUDGET))
_HINT = "one of them is wrong: correct the sentence, or the record with `revenant amend`"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Only what a sentence says of the incident itself, or beside the event it cites."""
    it = subject.incident
    if it is None:
        return
    events = {event.id: event for event in it.events}
    for sentence in subject.sentences:
        if sentence.section in _NOT_OF_IT:
            continue
        cited = [events[note] for note in dict.fromkeys(sentence.cites) if note in events]
        found = [*contradictions(sentence.text, it)]
        found += beside_cited(sentence.text, cited, it) if len(cited) == len(set(sentence.cites)) else []
        told = set[str]()
        for each in found:
            if each.words not in told:
                told.add(each.words)
                yield _at(subject, sentence, each.words, each.message)


def _at(subject: PostmortemSubject, sentence: Sentence, words: str, message: str) -> Finding:
    """A finding at the words themselves, which may stand a few lines below the sentence's beginning."""
    for line in range(sentence.line, min(sentence.line + 12, len(subject.rows) + 1)):
        start = sentence.col - 1 if line == sentence.line else 0
        if (found := subject.rows[line - 1].find(words, start)) >= 0:
            return Finding(line, found + 1, message, _HINT)
    return Finding(sentence.line, sentence.col, message, _HINT)
