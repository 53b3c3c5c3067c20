"""BL106: heated words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL106"
NAME = "heated"
LEVEL = Level.INFO
SUMMARY = "Heated words: !!, I can't believe, disastrous."
TRIGGERS = frozenset((
    "!!", "believe", "disastrous", "disastrously", "ridiculous", "ridiculously", "outrageous", "outrageously",
    "shameful", "shamefully", "appalling", "appallingly", "inexcusable", "unforgivable", "laughable", "pathetic",
))  # fmt: skip
_HEATED = re.compile(
    r"(?-i:(?<=[a-z]))\s?!{2,}(?=\s|$)|\b(?:I|we) (?:can't|cannot|could not|couldn't) believe\b|\b(?:disastrous"
    r"|ridiculous|outrageous|shameful"
    r"|appalling)(?:ly)?\b|\b(?:inexcusable|unforgivable|laughable|pathetic)\b",
    re.IGNORECASE,
)
_HINT = "say it in neutral words, with a number where there is one"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := _HEATED.search(said.text)):
            yield said.at(found.start(), f'"{found[0].strip()}" is heated', _HINT)
