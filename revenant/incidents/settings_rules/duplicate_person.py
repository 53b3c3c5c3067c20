"""WS003: one address, alias or team name stands twice, so nobody knows whose roles count."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.settings import Settings
from revenant.linting.document import Document
from revenant.linting.engine import Finding

CODE = "WS003"
NAME = "duplicate-person"
LEVEL = Level.ERROR
SUMMARY = "One address belongs to two people, or a team stands twice."


def check(subject: Document[Settings]) -> Iterator[Finding]:
    if subject.value is None:
        return
    people = [address.casefold() for person in subject.value.people for address in (person.email, *person.aliases)]
    yield from _repeated(subject, "people", people, "belongs to somebody already")
    teams = [team.name for team in subject.value.teams]
    yield from _repeated(subject, "teams", teams, "is a team already")


def _repeated(subject: Document[Settings], section: str, words: list[str], message: str) -> Iterator[Finding]:
    for number, word in enumerate(words):
        before = words[:number].count(word)
        if before:
            place = subject.find(section, word, skip=before)
            yield Finding(*place, f"{word} {message}", f"one entry each in {section}")
