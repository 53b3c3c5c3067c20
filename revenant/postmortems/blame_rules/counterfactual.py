"""BL101: what people should have done, which nobody can do any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame import lexicon
from revenant.postmortems.blame.grammar import START, People
from revenant.postmortems.blame.said import Said
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL101"
NAME = "counterfactual"
LEVEL = Level.INFO
SUMMARY = "What people should have done: we should have checked, this should have been caught, had we tested."
TRIGGERS = frozenset({"should", "shouldn", "ought", "only", "had", "d", "could", "avoidable", "preventable"})
_ANY = "|".join
_ADVERB = (
    r"(?:\s(?:also|probably|really|definitely|perhaps|maybe|at least|just|always|already|still|immediately|first|better"
    r"|\w+ly))?"
)
_HAVE = rf"(?:should|ought to)(?:\snot|n't)?{_ADVERB}(?:\shave|'ve){_ADVERB}"
_DONE = (
    rf"\s(?:{_ANY(lexicon.PARTICIPLES)})\b(?!\s(?:paged|notified|alerted|informed|told|warned|given|contacted|able"
    r"|reading))"
    rf"|\s(?:{_ANY(lexicon.LOOSE_PARTICIPLES)})\b(?=\s*(?:$|[.,;:)!?(–—-]|(?:the|this|that|these|those|it|them|our"
    r"|a|an|all|for|in|on|before|earlier|sooner|more|and|to|with|first|when|at|by|alone|separately|out|up|each|every"
    r"|both|so|instead|as)\b))"
)
_MEANS = frozenset((
    "alert", "alerts", "alerting", "alarm", "alarms", "monitor", "monitoring", "validation", "validate", "validating",
    "check", "checks", "test", "tests", "testing", "canary", "canaries", "limit", "limits", "quota", "automation",
    "automated", "lint", "linter", "flag", "flags", "guard", "guardrail", "schema", "timeout",
))  # fmt: skip
_AVOIDED = re.compile(
    r"(?<!how )\b(?:could|might)(?:\s(?:easily|probably|likely|completely|entirely|also|have|all|been"
    r"|perhaps)){2,5}\s(?P<what>avoided|prevented|averted)\b"
    r"|\b(?:was|were|is)\s(?:entirely|easily|completely|totally|wholly|perfectly)\s(?:avoidable|preventable)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:whether|if)\b[^,;.]*$", re.IGNORECASE)
_HINT = 'say what was visible then, "SIGNAL was not shown because …", or make it an action item'


@lru_cache(maxsize=8)
def _pattern(people: People) -> re.Pattern[str]:
    who = rf"(?:we|(?-i:I)|{people.sure})"
    return re.compile(
        rf"(?<![\w'-])(?<!what\s)(?<!how\s)(?:we|(?-i:I)|he|she)(?:\s(?:probably|also|really|definitely|perhaps"
        rf"|certainly))?\s{_HAVE}(?:{_DONE})"
        rf"|{START}{people.sure}\s{_HAVE}(?:{_DONE})"
        rf"|\b(?:should|ought to)(?:\snot|n't)?{_ADVERB}(?:\shave|'ve){_ADVERB}\sbeen{_ADVERB}\s(?:more\s(?:careful"
        rf"|cautious|aware|diligent|thorough|attentive)|(?:{_ANY(lexicon.NEGLECTED)})\b(?!\s(?:automatically|by\b(?!\s{people.sure}))))"
        rf"|\bif only\s(?:{who}|it|this|that|the\s\w+)\s(?:had|would have|could have)\b"
        rf"|{START}had\s{who}\s(?:only\s|also\s|\w+ly\s)?(?:{_DONE[2:]})"
        rf"|\bif\s{who}(?:'d|\shad)(?:\sonly|\salso)?(?:{_DONE})(?=.{{0,200}}\b(?:would|could|might)\b)"
        r"|\b(?:this|it)\s(?:should(?:n't| not)|should never)\s(?:ever\s)?have happened\b",
        re.IGNORECASE,
    )


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := counterfactual(said, subject.people)):
            yield said.at(found.start(), f'"{found[0].strip(" ,;:-")}" tells of what did not happen', _HINT)


def counterfactual(said: Said, people: People) -> re.Match[str] | None:
    """What people should have done. That a mechanism could have prevented it is an idea, and no reproach."""
    if said.text.rstrip().endswith("?"):
        return None
    if told := said.first(_pattern(people), _ASKED, 80):
        return told
    found = _AVOIDED.search(said.text)
    return found if found and not said.is_of_actions and not said.has(_MEANS) else None
