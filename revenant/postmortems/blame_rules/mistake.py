"""BL103: a mistake or an oversight stands where a gap should be named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL103"
NAME = "mistake"
LEVEL = Level.INFO
SUMMARY = "A mistake, an oversight or poor understanding is named in place of the gap."
TRIGGERS = frozenset(
    {"mistake", "mistakes", "oversight", "understanding", "judgement", "judgment", "lack", "misunderstanding"}
)
_MISTAKE = re.compile(
    r"\bby mistake\b"
    r"|\b(?:our|my|his|her|their|the|this|a|an|another|one|that)\s(?:own\s)?(?:[\w-]+\s){0,2}?mistake\b(?!-"
    r"|\s(?:must|can|cannot|should|could|may|might|will|would)\b)"
    r"|\b(?:our|my) lack of (?:attention|care|diligence|knowledge|understanding|experience|awareness)\b"
    r"|\bmistakes? (?:was|were|had been|has been) made\b"
    r"|\b(?:an?|our|my|this|the|simple|honest|due to|through|by)\s(?:(?:simple|honest|unfortunate|human|complete"
    r"|small|minor|major|clear|serious|embarrassing)\s)?oversight\b(?!\s(?:of|over|board|committee|team|body|process"
    r"|group|role|function)\b)"
    r"|\b(?:poor|bad)\s(?:understanding|judge?ment|decisions?|decision[- ]making)\b"
    r"|\black of (?:\w+ )?(?:understanding|knowledge|diligence|care|attention|experience"
    r"|awareness)(?: (?:of|about|on|with|for) (?:[\w-]+ ){1,5}?)? ?(?:in|within|among|across|by|on the part of"
    r"|from) (?:the |our )?(?:\w+ )?(?:team|engineer|developer|people|staff|admin|operator|member)s?\b"
    r"|\b(?:user|engineer|developer|operator|admin)s?(?:'s?)? misunderstanding\b"
    r"|\bmisunderstanding (?:by|of|on the part of) (?:the |an? |our )?"
    r"(?:engineers?|developers?|teams?|admins?|operators?|users?)\b",
    re.IGNORECASE,
)
_DANGER = re.compile(
    r"\b(?:avoid\w*|prevent\w*|easy|easier|common|catch\w*|such|kinds? of|types? of|any|no|not|without|potential"
    r"|possible|similar|future|could|would|may|might|can|if|make|making|reduc\w+|risk\w*|next|learn\w*|same|harder"
    r"|guard\w*|against|likely|possibility|chance)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
_HINT = "name the gap that let it happen: what was not checked, not shown or not known, and why"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if not said.has(TRIGGERS):
            continue
        for found in _MISTAKE.finditer(said.text):
            if not _DANGER.search(said.text[max(0, found.start() - 60) : found.start() + 1]):
                yield said.at(found.start(), f'"{found[0]}" ends the search for a cause', _HINT)
                break
