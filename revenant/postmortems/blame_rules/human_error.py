"""BL001: "human error" is given as the cause, which is where an analysis begins and not where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL001"
NAME = "human-error"
LEVEL = Level.WARNING
SUMMARY = "Human error is given as the cause; an error in the sections of causes."
TRIGGERS = frozenset({"human", "user", "operator", "pilot", "fat", "pebkac", "finger", "admin", "operational"})
_ERROR = re.compile(
    r"\b(?P<who>human|user|operator|pilot|admin|administrator|engineer|developer|fat[- ]?finger(?:ed)?|finger)[- ]"
    r"(?:error|mistake|slip|blunder)\b(?![-/]|\s(?:rates?|messages?|codes?|handling|budgets?|"
    r"pages?|logs?|reports?|responses?|metrics?|events?|counts?|ratio|margin)\b)|\bPEBKAC\b",
    re.IGNORECASE,
)
_RISK = re.compile(
    r"\b(?:prone|risks?|chances?|room|reduc\w+|avoid\w*|prevent\w*|eliminat\w+|likelihood|possibility|potential\w*|"
    r"opportunit\w+|protect\w*|guard\w*|against|minimi[sz]\w+|susceptible|source of|subject to|allow\w*|not|no|never|"
    r"rather than|instead of|beyond|assum\w+|suspect\w*|label\w*|call\w*|blam\w+|think|thought|tolera\w+|resilien\w+|"
    r"limit\w*|catch\w*|detect\w*|cannot|could|may|might|would|if|any|every|possible|vulnerable|invit\w+|whether|or|"
    r"sensitive|probability|less|lower\w*|decreas\w+|increas\w+|remov\w+|mitigat\w+|stop at|isn't"
    r"|wasn't)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:caused by|due to|because of|attribut\w+ to|result\w* (?:of|from)|stem\w* from|through|down to|owing to"
    r"|traced to|(?:cause|trigger|reason|factor|problem|issue|this|it|that|which)s? (?:was|were|is|being|=)|cause:"
    r"|cause -|blame on|(?:was|were|is) (?:an?|just|clearly|purely|entirely)|classic|simple|simply|pure|case of|plain"
    r"|just|basic)\b[\w\s,]{0,40}$|"
    r"\b(?:cause|trigger|reason)s?\b[^.]{0,20}[:=–—-]\s*(?:an? )?$|:\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^[\W\d]*(?:an? |the |simple |pure )*$", re.IGNORECASE)
_ENDS = re.compile(r"^\s*(?:[.!,;:(]|$|(?:in|during|when|while|on|by|at|from)\b)", re.IGNORECASE)
_LED = re.compile(r"^\W*(?:was made|had been made|caused|led to|resulted|meant|triggered|by)\b", re.IGNORECASE)
_HINT = 'what made this action look right? State the missing guard: "The tool accepted … without …"'


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := given_as_cause(said.text)):
            level = Level.ERROR if said.is_of_causes else None
            yield said.at(found.start(), f'"{found[0]}" given as the cause', _HINT, level)


def given_as_cause(text: str) -> re.Match[str] | None:
    """The words for an error of people where they are said to be the cause, not a danger or a kind of message."""
    for found in _ERROR.finditer(text):
        before = text[max(0, found.start() - 90) : found.start()]
        after = text[found.end() : found.end() + 30]
        alone = _OPENS.match(before) and _ENDS.match(after)
        if not _RISK.search(before) and (alone or _LED.match(after) or _CAUSED.search(before)):
            return found
    return None
