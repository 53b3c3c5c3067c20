"""Which of the five sections a heading means: the words runbooks in the wild use for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from revenant.core.passages import Vocabulary
from revenant.runbooks.document import Section

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
_TAIL = re.compile(r" (?:steps?|procedures?|guide|instructions?|section|process|of (?:the )?(?:issue|problem|alert))$")
_VOCABULARY = Vocabulary(_SYNONYMS, _TAIL)


def sections_of(heading: str, extra: Mapping[str, Section] | None = None) -> tuple[Section, ...]:
    """The sections a heading opens; `extra` are the workspace's own words, in lower case."""
    return _VOCABULARY.kinds_of(heading, extra)


def own_words(settings: Mapping[Any, Sequence[str]]) -> dict[str, Section]:
    """The synonyms of `runbooks.sections` in revenant.yaml, ready for `section_of`."""
    return {word.casefold(): Section(name) for name, words in settings.items() for word in words}


def is_canonical(heading: str) -> bool:
    """Whether a heading is one of the five names itself."""
    return heading in Section.__members__.values()
