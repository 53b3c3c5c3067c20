"""PM010: a section that every postmortem needs is missing, empty or still the template's."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.sections import Section
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "PM010", "empty-section", Level.WARNING
SUMMARY = "A section that is needed is missing, empty or still the template's."

_NEEDED = (Section.SUMMARY, Section.FACTORS, Section.ACTIONS)
_FULL = (Section.SUMMARY, Section.IMPACT, Section.FACTORS, Section.TIMELINE, Section.ACTIONS)
_GENERATED = frozenset((Section.IMPACT, Section.TIMELINE, Section.BUDGET, Section.SIMILAR))
_ELSEWHERE = frozenset((Section.GAPS, Section.DETECTION))  # PM012 says more of them


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """What is generated fills a timeline, and no summary."""
    postmortem = subject.postmortem
    if not postmortem.is_native:
        return
    needed = _FULL if subject.is_full else _NEEDED
    for section in needed:
        if section not in postmortem.sections:
            yield subject.at_title(
                f"there is no section {_title(subject, section)}",
                "`revenant postmortem draft --dry-run` shows the template's",
                subject.eased(LEVEL),
            )
    yield from _empty(subject, needed)


def _empty(subject: PostmortemSubject, needed: tuple[Section, ...]) -> Iterator[Finding]:
    postmortem, seen = subject.postmortem, set[int]()
    for passage in postmortem.passages:
        if passage.line in seen or passage.kind in _ELSEWHERE:
            continue
        seen.add(passage.line)
        filled = subject.filling.is_written(passage) or passage.kind in subject.filling.sections
        if not filled and not (passage.kind in _GENERATED and _holds_region(subject, passage.line, passage.end)):
            level = subject.eased(LEVEL) if passage.kind in needed else Level.INFO
            hint = "write it, or say in a sentence why there is nothing to say"
            yield subject.at(passage.line, passage.heading, f"{passage.heading!r} says nothing yet", hint, level)


def _holds_region(subject: PostmortemSubject, first: int, last: int) -> bool:
    return any(first <= region.begin and region.end <= last for region in subject.postmortem.layout.regions)


def _title(subject: PostmortemSubject, section: Section) -> str:
    """What the section is called here."""
    return subject.knowledge.settings.postmortems.titles.get(section.value, section.value)
