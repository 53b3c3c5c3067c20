"""Which part of a postmortem a heading means: the words postmortems in the wild use for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from revenant.core.passages import Vocabulary


class Section(StrEnum):
    """The parts of a postmortem, in the order of the built-in template; the last two only others have."""

    SUMMARY = "Summary"
    IMPACT = "Impact"
    DETECTION = "Detection"
    TIMELINE = "Timeline"
    FACTORS = "Contributing factors"
    GAPS = "Diagnosis and mitigation gaps"
    WELL = "What went well"
    POORLY = "What went poorly"
    LUCKY = "Where we were lucky"
    BUDGET = "Error budget"
    ACTIONS = "Action items"
    LESSONS = "Lessons"
    SIMILAR = "Similar incidents"
    TRIGGER = "Trigger"
    RESOLUTION = "Resolution"


CAUSES = frozenset({Section.FACTORS, Section.TRIGGER})
_SYNONYMS: dict[Section, tuple[str, ...]] = {
    Section.SUMMARY: (
        "summary", "executive summary", "issue summary", "incident summary", "overview", "introduction", "abstract",
        "tl;dr", "tldr", "what happened", "what happened?", "description", "background", "context",
    ),
    Section.IMPACT: (
        "impact", "user impact", "customer impact", "business impact", "scope of impact", "affected users",
        "who was affected", "impact on users",
    ),
    Section.DETECTION: ("detection", "how was it detected", "how we found out", "discovery", "identification"),
    Section.TIMELINE: (
        "timeline", "time line", "incident timeline", "timeline of events", "chronology", "events", "log", "timestamps",
        "timeline (all times in utc)", "timeline (utc)", "timeline (times in utc)",
    ),
    Section.FACTORS: (
        "contributing factors", "contributing factor", "contributing causes", "root cause", "root causes", "cause",
        "causes", "cause analysis", "root cause analysis", "root causes and trigger", "why did it happen",
        "why did this happen", "identified cause", "five whys", "the five whys", "analysis", "technical details",
    ),
    Section.GAPS: (
        "gaps", "diagnosis gaps", "mitigation gaps", "diagnosis and mitigation gaps",
        "detection, diagnosis and mitigation gaps", "diagnosis", "mitigation", "what was missing",
    ),
    Section.WELL: ("what went well", "went well", "things that went well", "what worked", "what worked well", "good"),
    Section.POORLY: (
        "what went poorly", "what went wrong", "went wrong", "things that went wrong", "what went badly",
        "things that went poorly", "what did not go well", "what didn't go well", "what didn't go so well",
        "what could have gone better", "what could be improved", "what didn't work",
    ),
    Section.LUCKY: ("where we got lucky", "where we were lucky", "lucky", "luck", "what was lucky"),
    Section.BUDGET: ("error budget", "error budgets", "slo", "slos", "slo impact"),
    Section.ACTIONS: (
        "action items", "action item", "actions", "follow up actions", "follow-up actions", "follow-ups", "follow ups",
        "follow up", "follow-up", "corrective actions", "preventive actions", "preventative actions", "next steps",
        "remediation items", "todo", "to do", "todos", "action points", "improvements", "future work",
    ),
    Section.LESSONS: ("lessons", "lessons learned", "lessons learnt", "learnings", "takeaways", "what we learned"),
    Section.SIMILAR: ("similar incidents", "related incidents", "recurrence"),
    Section.TRIGGER: ("trigger", "triggers", "leadup", "lead up", "fault"),
    Section.RESOLUTION: (
        "resolution", "resolution and recovery", "recovery", "fix", "solution", "remediation", "how it was fixed",
        "response", "how did we fix it",
    ),
}  # fmt: skip
_TAIL = re.compile(r"(?: section|\?|:)+$")
_VOCABULARY = Vocabulary(_SYNONYMS, _TAIL)


def sections_of(heading: str, extra: Mapping[str, Section] | None = None) -> tuple[Section, ...]:
    """The parts a heading opens; `extra` are the workspace's own words, in lower case."""
    return _VOCABULARY.kinds_of(heading, extra)


def own_words(words: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> dict[str, Section]:
    """`postmortems.sections` and `postmortems.titles` of revenant.yaml, ready for `sections_of`.

    What names no section of ours is left out; lint says so.
    """
    known = {section.value.casefold(): section for section in Section}
    named = [(name, word) for name, many in words.items() for word in many] + list(titles.items())
    return {word.casefold(): known[name.casefold()] for name, word in named if name.casefold() in known}
