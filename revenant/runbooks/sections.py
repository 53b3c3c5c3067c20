"""Which of the five sections a heading means: the words runbooks in the wild use for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from revenant.core.outline import PSEUDO, Heading
from revenant.runbooks.document import Passage, Section

_SYNONYMS: dict[Section, tuple[str, ...]] = {
    Section.SYMPTOM: (
        "symptom", "symptoms", "meaning", "description", "alert description", "summary", "overview", "introduction",
        "about", "background", "what it means", "what does this mean", "what is this alert", "what happened",
        "problem", "context", "details", "alert details", "trigger", "when does this fire",
    ),
    Section.IMPACT: (
        "impact", "impacts", "user impact", "customer impact", "business impact", "consequence", "consequences",
        "severity", "effect", "effects", "who is affected", "risk",
    ),
    Section.DIAGNOSIS: (
        "diagnosis", "diagnose", "diagnostics", "diagnosing", "troubleshooting", "troubleshoot", "investigation",
        "investigate", "investigating", "how to investigate", "possible checks", "checks", "triage", "debugging",
        "debug", "possible causes", "possible cause", "likely causes", "causes", "cause", "root cause",
        "how to diagnose", "verification", "initial triage",
    ),
    Section.MITIGATION: (
        "mitigation", "mitigations", "mitigate", "mitigating", "resolution", "resolutions", "resolve", "resolving",
        "solution", "solutions", "fix", "fixes", "fixing", "how to fix", "how to resolve", "how to mitigate",
        "remediation", "remediate", "recovery", "recommended actions", "recommended action", "actions", "action",
        "what to do", "possible resolution", "possible resolutions", "possible solutions", "workaround", "workarounds",
        "corrective action", "corrective actions", "recovery steps",
    ),
    Section.PREVENTION: (
        "prevention", "prevent", "preventing", "preventive measures", "preventative measures", "follow up",
        "follow-up", "long term fix", "how to prevent", "avoiding this",
    ),
}  # fmt: skip
_KNOWN = {word: kind for kind, words in _SYNONYMS.items() for word in words}
_DECORATION = re.compile(r"^[\W\d_]+|[\W_]+$")
_TAIL = re.compile(r" (?:steps?|procedures?|guide|instructions?|section|process|of (?:the )?(?:issue|problem|alert))$")
_PARTS = re.compile(r"\s*(?:/|,|&|\+|\band\b|\bor\b)\s*")


def sections_of(heading: str, extra: Mapping[str, Section] | None = None) -> tuple[Section, ...]:
    """The sections a heading opens: mostly none or one, two for "Diagnosis and mitigation".

    `extra` are the workspace's own words, in lower case.
    """
    words = _DECORATION.sub("", heading).casefold().replace("’", "'")
    own = extra or {}
    if whole := _kind(words, own) or _kind(_TAIL.sub("", words), own):
        return (whole,)
    kinds = [_kind(_TAIL.sub("", part), own) for part in _PARTS.split(words)]
    return tuple(dict.fromkeys(kind for kind in kinds if kind)) if len(kinds) > 1 and all(kinds) else ()


def _kind(words: str, extra: Mapping[str, Section]) -> Section | None:
    return extra.get(words) or _KNOWN.get(words)


def own_words(settings: Mapping[Any, Sequence[str]]) -> dict[str, Section]:
    """The synonyms of `runbooks.sections` in revenant.yaml, ready for `section_of`."""
    return {word.casefold(): Section(name) for name, words in settings.items() for word in words}


def is_canonical(heading: str) -> bool:
    """Whether a heading is one of the five names itself."""
    return heading in Section.__members__.values()


def find_passages(headings: Sequence[Heading], last: int, extra: Mapping[str, Section]) -> tuple[Passage, ...]:
    """Every section, from its heading to the next that is as high, or that opens a section itself.

    `last` is the last line of the file. The title (the first heading of level 1) opens none.
    """
    meant = [_meant(number, heading, extra) for number, heading in enumerate(headings)]
    return tuple(
        Passage(kind, heading.text, heading.level, heading.line, _end(headings, meant, number, last))
        for number, heading in enumerate(headings)
        for kind in meant[number]
    )


def _meant(number: int, heading: Heading, extra: Mapping[str, Section]) -> tuple[Section, ...]:
    return () if number == 0 and heading.level == 1 else sections_of(heading.text, extra)


def _end(headings: Sequence[Heading], meant: Sequence[tuple[Section, ...]], start: int, last: int) -> int:
    for number in range(start + 1, len(headings)):
        level = headings[number].level
        if meant[number] or (level <= headings[start].level and level != PSEUDO):
            return headings[number].line - 1
    return last
