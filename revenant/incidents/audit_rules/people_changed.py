"""AU006: people, roles or bots were changed by somebody who is no ORG_ADMIN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revenant.core.problems import Level
from revenant.core.settings import Person, Settings
from revenant.incidents import policy
from revenant.incidents.history import SettingsChange
from revenant.linting.engine import Finding

CODE = "AU006"
NAME = "people-changed"
LEVEL = Level.ERROR
SUMMARY = "People, roles or bots were changed by somebody who was no ORG_ADMIN."

_HINT = "ask an ORG_ADMIN to make this change to revenant.yaml; other settings are anybody's"


def check(subject: SettingsChange) -> Iterator[Finding]:
    if subject.complaint or policy.may(subject.before, subject.commit.author, policy.CHANGE_PEOPLE):
        return
    if subject.after is None:
        yield Finding(0, 0, "removes revenant.yaml, and with it people and roles", _HINT)
        return
    for address, what in _differences(subject.before, subject.after):
        yield Finding(_line(subject.rows, address), 1, f"{what}, and its author did not hold ORG_ADMIN then", _HINT)


def _differences(before: Settings, after: Settings) -> Iterator[tuple[str, str]]:
    """Whom it is about, and what was done."""
    old, new = _by_address(before), _by_address(after)
    if before.people != after.people and old == new:
        yield "people:", "changes the order of people"
    for address in sorted(old.keys() | new.keys()):
        if old.get(address) != new.get(address):
            yield address, _difference(address, old.get(address), new.get(address))
    for bot in sorted({*before.bots} ^ {*after.bots}):
        yield bot, f"{'adds' if bot in after.bots else 'removes'} the bot {bot}"


def _difference(address: str, old: Person | None, new: Person | None) -> str:
    given = sorted({*(new.roles if new else ())} - {*(old.roles if old else ())})
    taken = sorted({*(old.roles if old else ())} - {*(new.roles if new else ())})
    if given:
        return f"gives {address} the role {', '.join(given)}"
    if taken:
        return f"takes the role {', '.join(taken)} from {address}"
    return f"{'adds' if old is None else 'removes' if new is None else 'changes'} the person {address}"


def _by_address(settings: Settings) -> dict[str, Person]:
    return {person.email: person for person in reversed(settings.people)}


def _line(rows: Sequence[str], address: str) -> int:
    """Where the address stands; 0 where it is gone."""
    return next((number for number, row in enumerate(rows, start=1) if address in row), 0)
