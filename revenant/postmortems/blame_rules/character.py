"""BL003: somebody's character is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.blame.said import Said
from revenant.postmortems.subject import PostmortemSubject

CODE = "BL003"
NAME = "character"
LEVEL = Level.ERROR
SUMMARY = "A word that judges somebody's character: careless, reckless, incompetent."
_WORDS = (
    "careless carelessly carelessness reckless recklessly recklessness sloppy sloppily sloppiness incompetent "
    "incompetence incompetently negligent negligently negligence irresponsible irresponsibly irresponsibility clueless "
    """
    inept ineptitude amateurish unprofessional unprofessionally bothered idiot idiots idiotic moron moronic
    thoughtless
    """
    "thoughtlessly thoughtlessness"
)
TRIGGERS = frozenset(_WORDS.split())
_JUDGED = re.compile(
    r"\b(?:(?:never|hadn't|had not|nobody|no one) (?:even )?bothered to|(?:couldn't|could not|can't) be bothered"
    r"|sloppy(?! (?:quorum|phrase|match|focus|hint|count|clock|pars|typ))"
    rf"|{'|'.join(word for word in _WORDS.split() if word not in ('bothered', 'sloppy'))})\b(?!-)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|n't|no|never|without|nobody|rather than|instead of|less|avoid\w*|free of|isn't|wasn't|weren't|any)\b"
    r"[^,;.]{0,30}$",
    re.IGNORECASE,
)
_HINT = "leave the word out and give the data: what was visible, and what the system allowed"


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for said in subject.said:
        if said.has(TRIGGERS) and (found := judged(said)):
            yield said.at(found.start(), f'"{found[0]}" judges somebody\'s character', _HINT)


def judged(said: Said) -> re.Match[str] | None:
    judging = _JUDGED.finditer(said.text)
    return next((each for each in judging if "bothered" in each[0] or not said.follows(_DENIED, each, 50)), None)
