"""EV001: a sentence gives a cause or a figure, and no event of the timeline stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.sections import Section
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "EV001", "uncited-claim", Level.INFO
SUMMARY = "A cause or a figure in Summary, Impact or Contributing factors without an event behind it."

_WHERE = frozenset((Section.SUMMARY, Section.IMPACT, Section.FACTORS))
_CAUSE = re.compile(
    r"\b(?:caused|causing|led to|leading to|resulted in|resulting in|"
    r"triggered by|was due to|were due to|as a result of|"
    r"because of|brought down|exhausted|root cause (?:was|is))\b",
    re.IGNORECASE,
)
_STATUS = r"(?![1-5]\d\d (?:\w+ )?(?:errors?|responses?|requests?)\b)"  # 503 errors are no number of errors
_THINGS = (
    "requests?|users?|customers?|orders?|errors?|payments?|messages?|jobs?|sessions?|minutes?|mins?|hours?|seconds?"
)
_FIGURE = re.compile(
    rf"(?<![\w.,#-]){_STATUS}\d[\d.,]*\s?(?:%|percent\b|per cent\b|(?:k|thousand|million)?\s?(?:\w+ )?(?:{_THINGS})\b)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:at|from|until|since|between) \d{1,2}:\d\d\b", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:would|could|should|might|may|if|not|never|no|none|SLO|SLA|target|threshold|limit|timeout|interval|every|per)\b|n't\b",
    re.IGNORECASE,
)
_HINT = "cite the event that shows it: [^event-id], as the timeline lists them; `revenant note` adds what is missing"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """From review on; one event behind any sentence of a paragraph, or of a list item, is enough for all of it."""
    if subject.is_draft or subject.incident is None:
        return
    cited = _cited_lines(subject)
    for sentence in subject.sentences:
        if sentence.section not in _WHERE or sentence.line in cited:
            continue
        if what := _claim(sentence.text):
            yield Finding(sentence.line, sentence.col, f"{what} without an event behind it", _HINT)


def _claim(text: str) -> str:
    if _UNREAL.search(text) or text.endswith("?"):
        return ""
    if _CAUSE.search(text):
        return "a cause"
    return "a figure" if _FIGURE.search(text) or _CLOCK.search(text) else ""


def _cited_lines(subject: PostmortemSubject) -> set[int]:
    """The lines of every paragraph in which something is cited."""
    texts = (text for text in subject.postmortem.outline.texts if "[^" in text.text)
    return {line for text in texts for line in range(text.line, text.line + text.text.count("\n") + 1)}
