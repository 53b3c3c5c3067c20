"""The people that settings and incident name, and how prose may call them without the name. Nobody is guessed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from revenant.core.settings import Person, Settings
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.blame.grammar import People, people

ORDINARY = frozenset((
    "amber", "angel", "april", "art", "august", "autumn", "basil", "bill", "blue", "brook", "buck", "carol", "chance",
    "chase", "chip", "chuck", "clay", "cliff", "crystal", "dale", "dawn", "dean", "dot", "drew", "earl", "ernest",
    "faith", "forest", "frank", "gale", "gene", "ginger", "glen", "grace", "grant", "green", "guy", "harry", "hazel",
    "heath", "holly", "hope", "hunter", "iris", "ivy", "jack", "jade", "jay", "jean", "josh", "joy", "june", "king",
    "lance", "lily", "long", "mac", "major", "mark", "mason", "max", "may", "mercy", "miles", "nick", "norm", "page",
    "pat", "peg", "penny", "pierce", "porter", "prince", "ray", "reed", "rich", "river", "rob", "robin", "rose", "ruby",
    "rusty", "sage", "sandy", "skip", "sky", "star", "sterling", "stew", "sue", "summer", "tab", "trace", "trip",
    "tucker", "victor", "wade", "ward", "will", "winter", "young",
))  # fmt: skip
"""Given names that are English words too."""
_MONTHS = frozenset({"april", "may", "june", "august"})


class Known(NamedTuple):
    """A person of the roster by one of the ways prose may name them, in place of which prose may say `stand_in`."""

    word: str
    stand_in: str


class Roster(NamedTuple):
    """Who is known by name. `people` are the phrases for people in general, these among them."""

    known: tuple[Known, ...]
    people: People


def read_roster(settings: Settings, incident: IncidentSnapshot | None) -> Roster:
    systems = tuple(sorted(word.casefold() for word in settings.postmortems.systems))
    known = tuple(
        Known(word, _stand_in(person, incident))
        for person in settings.people
        for word in _words_of(person)
        if word.casefold().lstrip("@") not in systems
    )
    names = tuple(each.word for each in known if each.word[0].isupper() and each.word.casefold() not in ORDINARY)
    return Roster(known, people(names, systems))


def _words_of(person: Person) -> list[str]:
    """Full name, first name, addresses and handles."""
    addresses = [person.email, *person.aliases]
    words = [person.name, *addresses, *(f"@{address.partition('@')[0]}" for address in addresses)]
    first = person.name.partition(" ")[0]
    if len(first) > 2 and first.casefold() not in _MONTHS:
        words.append(first)
    return [word for word in dict.fromkeys(words) if len(word) > 2]


def _stand_in(person: Person, incident: IncidentSnapshot | None) -> str:
    addresses = {address.casefold() for address in (person.email, *person.aliases)}
    if incident and incident.commander.casefold() in addresses:
        return '"the incident commander"'
    if incident and incident.communications.casefold() in addresses:
        return '"the communications lead"'
    role = '"a responder"' if incident and addresses & {each.casefold() for each in incident.responders} else ""
    team = f'"the {person.team} team"' if person.team else ""
    return " or ".join(filter(None, (role, team))) or '"the engineer who …"'


@lru_cache(maxsize=8)
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """All of the words, the longest first, whole and written as they are; handles and addresses in any case."""
    ordered = sorted(words, key=len, reverse=True)
    parts = [rf"(?i:{re.escape(word)})" if "@" in word else re.escape(word) for word in ordered]
    return re.compile(rf"(?<![\w@./-])(?:{'|'.join(parts) or '(?!)'})(?![\w@/-]|\.\w)")


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether the word is a name here: no ordinary word where a sentence begins, no part of a longer name."""
    word = text[start:end]
    if "@" in word or " " in word:
        return True
    if re.match(r"\s[A-Z][a-z]", text[end : end + 3]) or re.search(r"[A-Z][\w]*\s$", text[:start]):
        return False
    return word.casefold() not in ORDINARY or bool(re.search(r"[\w,)]\s$", text[:start]))
