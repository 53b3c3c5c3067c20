"""PM011: one root cause is named, and nothing that contributed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.document import PostmortemPassage
from revenant.postmortems.sections import Section, own_words
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "PM011", "single-cause", Level.WARNING
SUMMARY = "A single root cause, and no contributing factors."

_SINGLE = re.compile(r"\W*(?:the )?(?:root )?cause\W*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+\S")
_SEVERAL = re.compile(
    r"\b(?:causes|factors|contribut\w+|combination of|together with|secondly|second cause|another (?:cause|reason)|"
    r"5 whys|five whys)\b",
    re.IGNORECASE,
)
_HINT = "name the conditions that had to come together: call the section Contributing factors, with an item for each"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Silent where the section lists several, whatever it is called, and where the team itself calls it so."""
    factors = [passage for passage in subject.postmortem.passages if passage.kind is Section.FACTORS]
    if not factors or not all(_SINGLE.fullmatch(passage.heading) for passage in factors):
        return
    settings = subject.knowledge.settings.postmortems
    if factors[0].heading.casefold() in own_words(settings.sections, settings.titles):
        return
    if not any(_lists_several(subject, passage) for passage in factors):
        level = subject.eased(LEVEL) if subject.postmortem.is_native else Level.INFO
        where = factors[0]
        yield subject.at(
            where.line, where.heading, "a single root cause, and no section for what contributed", _HINT, level
        )


def _lists_several(subject: PostmortemSubject, passage: PostmortemPassage) -> bool:
    """Whether it says more than one thing: items or headings of its own, or words for several."""
    rows = subject.rows[passage.line : passage.end]
    items = [row for row in rows if _ITEM.match(row)]
    said = " ".join(text for _, text in subject.filling.written(passage))
    inner = [each for each in subject.postmortem.outline.headings if passage.line < each.line <= passage.end]
    return len(items) > 1 or len(inner) > 1 or not said or _SEVERAL.search(said) is not None
