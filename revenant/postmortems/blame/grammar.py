"""Patterns of English in which somebody is the subject: built once for a roster, none of them able to run away.

Every repetition is bounded, and a person counts as the subject only where a clause begins: "the mail to the team
failed to arrive" is about mail.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from revenant.postmortems.blame import lexicon

START = (
    r"(?:^|(?<=[,;:.!?()\[\]–—|\->])\s?|(?:^|(?<=\s))(?:and|but|because|when|that|as|since|so|while|where|after|before|"
    r"once|however|then|unfortunately|apparently|later|although|though|until|which|also|therefore|yet|sadly|clearly|"
    r"obviously|again|identified|cause|reason|is)\s)\s?"
)
DETERMINER = (
    r"(?:the|an?|our|their|your|my|one of (?:the|our|their)|some|several|various|two|many|both|this|that|which)"
)
_MODIFIER = (
    r"(?:(?!(?:and|or|to|of|for|by|in|on|at|no|is|was|had|has|the|an?|we|i|it|they|you|he|she|who|with|from|not|if|that"
    r"|which|when|before|after|let|made|our|your|their|than|as|any|every|each|were|are|be|been|via)\b)[\w/&.-]{1,24}\s)"
)
_AFTER = (
    r"(?:\s(?:on[ -]call|on duty|on shift|in charge|in question|responsible|involved)"
    r"|\s(?:at|from|in|on|of)\s(?:the\s|our\s)?[\w-]{1,24}(?:\s[\w-]{1,24})?(?:\steam)?"
    r"|\s(?:making|running|performing|deploying|doing|handling|reviewing|writing)\s(?:\S{1,24}\s){0,4}\S{1,24}"
    r"|\swho\s(?:\S{1,24}\s){1,7}?\S{1,24}(?=\s)|\s\([^()]{1,80}\))?"
)
AUX = (
    r"(?:\s(?:had|has|have|did|also|then|simply|just|apparently|likely|probably|unfortunately|again|once again"
    r"|initially|obviously|clearly|repeatedly|completely|even|still|later|all|both|subsequently|then also)){0,3}\s"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:if|whether|in case|unless|even if|would|could|may|might|should|lest)\s(?:\S+\s){0,3}$"
)
_DENIED = re.compile(
    r"\b(?:not because|not that|rather than|instead of|does(?:n't| not) mean|no evidence|never|nobody|no one"
    r"|do(?:es)? not (?:believe|think|blame)|don't (?:believe|think|blame)|without)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)


class People(NamedTuple):
    """Noun phrases for people, as pieces of patterns.

    `sure` are people whatever follows; `conducted` only before a verb of human conduct; `named` are names alone.
    """

    sure: str
    conducted: str
    named: str


@lru_cache(maxsize=8)
def people(names: tuple[str, ...] = (), systems: tuple[str, ...] = ()) -> People:
    """The phrases for a workspace whose people bear `names` and where `systems` (in lower case) are software."""
    known = [name for name in (*names, *lexicon.GIVEN_NAMES) if name.casefold() not in systems]
    ordered = "|".join(re.escape(name) for name in dict.fromkeys(known))
    named = rf"(?-i:{ordered})(?![\w.@-])(?:\s(?-i:[A-Z][a-z'-]{{1,20}}))?"
    handle = r"(?:@[\w-]{2,39}(?![\w/@])|(?<![\w@])[a-z][\w.-]{1,20}@(?=[\s,)]))"
    roles = _phrase(_without(lexicon.ROLES, systems))
    some = r"(?:someone|somebody)\b(?:\s(?:on|in|from|at)\s(?:the|our)\s[\w-]{1,24}(?:\steam)?)?"
    sure = rf"(?:{roles}|(?:he|she)\b|{some}|{handle}|{named})"
    conducted = rf"(?:{_phrase(_without(lexicon.CONDUCTED, systems))}|{sure})"
    return People(sure, conducted, rf"(?:{handle}|{named})")


def _without(words: tuple[str, ...], systems: tuple[str, ...]) -> list[str]:
    return [word for word in words if not any(re.fullmatch(word, system) for system in systems)]


def _phrase(heads: list[str]) -> str:
    software = "|".join(sorted(lexicon.SOFTWARE))
    return (
        rf"(?:{DETERMINER}\s)?{_MODIFIER}{{0,3}}?(?<!\bno\s)(?<!@)\b(?:{'|'.join(heads)})\b(?!['/]|-\w)"
        rf"(?!\s(?:{software})\b){_AFTER}"
    )


def is_supposed(text: str, start: int) -> bool:
    """Whether what begins at `start` is a condition or is denied, not told."""
    before = text[max(0, start - 60) : start]
    return bool(_HYPOTHETICAL.search(before.lower()) or _DENIED.search(before))
