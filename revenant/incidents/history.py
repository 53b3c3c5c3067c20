"""What one commit did to the record, as values: the subjects that the rules of `audit` look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.events import AnyEvent
from revenant.incidents.lines import Row, Text
from revenant.incidents.policy import NEEDED
from revenant.incidents.redaction import is_tombstone_of


class Commit(NamedTuple):
    """Who says to have made it, and what git says of its signature: its verdict (`G` is good) and its signer."""

    id: str
    author: str
    parents: tuple[str, ...] = ()
    verdict: str = ""
    signer: str = ""


class LogLoss(NamedTuple):
    """Lines that one parent has and the commit has not. `rows` are the parent's."""

    commit: Commit
    path: str
    rows: Sequence[str]
    settings: Settings
    missing: Sequence[Row]
    result: Text
    known: frozenset[str] = frozenset()
    deleted: bool = False

    def heirs(self, row: Row) -> list[Row]:
        """What stands in the commit under the id of a missing line."""
        return self.result.of_id(row.event.id) if row.event else []


class LogGain(NamedTuple):
    """Lines of the commit that no parent has, and those that some parent has not. `rows` are the commit's."""

    commit: Commit
    path: str
    rows: Sequence[str]
    settings: Settings
    added: Sequence[Row]
    joined: Sequence[Row]
    result: Text

    @property
    def events(self) -> Iterator[tuple[Row, AnyEvent]]:
        """The added lines that are events."""
        return ((row, row.event) for row in self.added if row.event is not None)


class SettingsChange(NamedTuple):
    """revenant.yaml before and after; None where it is gone, or cannot be read for the reason `complaint`."""

    commit: Commit
    path: str
    rows: Sequence[str]
    before: Settings
    after: Settings | None
    complaint: str = ""


class Beginning(NamedTuple):
    """A commit that brings in a second revenant.yaml; `others` are the settings in force where it comes to."""

    commit: Commit
    path: str
    rows: Sequence[str]
    others: Sequence[Settings]


class Signature(NamedTuple):
    """A commit that touches the record, with the settings in force."""

    commit: Commit
    path: str
    rows: Sequence[str]
    settings: Settings


def same_person(settings: Settings, one: str, other: str) -> bool:
    """Whether two addresses belong to one person; case makes no difference."""
    if one.casefold() == other.casefold():
        return True
    person = settings.person(one)
    return person is not None and person is settings.person(other)


def is_bot(settings: Settings, address: str) -> bool:
    """Whether this address may commit for others."""
    return address.casefold() in {bot.casefold() for bot in settings.bots}


def holders_of(action: str) -> str:
    """The roles that permit `action`, in words."""
    return " or ".join(sorted(NEEDED[action]))


def tombstone(loss: LogLoss, row: Row) -> Row | None:
    """The redacted line that stands for a missing one, if one does."""
    for heir in loss.heirs(row):
        if row.event and heir.event and is_tombstone_of(heir.event, row.event):
            return heir
    return None
