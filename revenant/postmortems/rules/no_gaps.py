"""PM012: it does not say what detection, diagnosis and mitigation lacked."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.document import PostmortemPassage
from revenant.postmortems.sections import Section
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "PM012", "no-gaps", Level.WARNING
SUMMARY = "It does not say what detection, diagnosis or mitigation lacked."

_HINT = (
    "what would have shown it sooner, what was missing to understand it, what made the fix slow? or: none, because …"
)


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Only of severities that ask for a postmortem; what went poorly is an answer too."""
    postmortem = subject.postmortem
    if not postmortem.is_native or not subject.is_full:
        return
    gaps = [passage for passage in postmortem.passages if passage.kind is Section.GAPS]
    detection = [passage for passage in postmortem.passages if passage.kind is Section.DETECTION]
    if not gaps and Section.POORLY not in subject.filling.sections:
        message = "no section says what detection, diagnosis and mitigation lacked"
        yield subject.at_title(message, _HINT, subject.eased(LEVEL))
    for passage in (*detection[:1], *gaps[:1]):
        yield from _empty(subject, passage)


def _empty(subject: PostmortemSubject, passage: PostmortemPassage) -> Iterator[Finding]:
    """A section with nothing in it, or labels of it with nothing behind them."""
    if not subject.filling.is_written(passage):
        message = f"{passage.heading!r} says nothing yet"
        yield subject.at(passage.line, passage.heading, message, _HINT, subject.eased(LEVEL))
        return
    for line, label in subject.filling.empty_labels(passage):
        yield subject.at(line, label, f"nothing is said behind {label!r}", _HINT, Level.INFO)
