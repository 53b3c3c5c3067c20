"""What two incidents may have in common: alerts, causes, services, tags, and links that somebody drew.

A trait has a key, by which an index keeps it, and words, by which people are told of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from revenant.incidents.causes import CONFIRMED, DECLARED, verdicts
from revenant.incidents.snapshot import IncidentSnapshot

_ALERT, _EVENT = "alert", "event"
_DRAWN = ("related", "duplicate_of", "caused_by")


class Basis(IntEnum):
    """What a likeness rests on, the surest first."""

    LINK = 0
    KEY = 1
    CAUSE = 2
    PLACE = 3
    WORDS = 4


class Trait(NamedTuple):
    """Something an incident shares with every other that has the same key. `kind` is the word for it: alert, tag, …"""

    basis: Basis
    kind: str
    name: str
    service: str = ""

    @property
    def key(self) -> str:
        """What an index keeps; no name can make it another trait's."""
        return "\t".join((self.kind, *(part.replace("\t", " ") for part in (self.name, self.service) if part)))

    @property
    def words(self) -> str:
        """The trait as people call it: alert CheckoutErrors on checkout."""
        return f"{self.kind} {self.name}" + (f" on {self.service}" if self.service else "")


def traits_of(it: IncidentSnapshot) -> list[Trait]:
    """Everything another incident may share with this one, each once."""
    return list(dict.fromkeys([*_signals(it), *_causes(it), *_places(it), *_links(it)]))


def _signals(it: IncidentSnapshot) -> Iterator[Trait]:
    """An alert by its name; the same on the same service, and the same series, are further traits.

    A deployment that was seen is no symptom: causes are what somebody said of it.
    """
    for event in it.signals:
        kind = event.kind or _ALERT
        if kind == _EVENT:
            continue
        if kind == _ALERT or not event.service:
            yield Trait(Basis.KEY, kind, event.name)
        if event.service:
            yield Trait(Basis.KEY, kind, event.name, event.service)
        if event.fingerprint:
            yield Trait(Basis.KEY, "series", event.fingerprint)


def _causes(it: IncidentSnapshot) -> Iterator[Trait]:
    """Changes of which somebody said that they were it, the incident it came from, and its tickets."""
    for change, said in verdicts(it).items():
        if said.verdict in (CONFIRMED, DECLARED):
            yield Trait(Basis.CAUSE, "change", change)
    for link in it.links:
        if link.relation == "caused_by":
            yield Trait(Basis.CAUSE, "cause", link.target)
        elif link.relation == "ticket":
            yield Trait(Basis.CAUSE, "ticket", link.target)


def _places(it: IncidentSnapshot) -> Iterator[Trait]:
    yield from (Trait(Basis.PLACE, "service", name) for name in it.services)
    yield from (Trait(Basis.PLACE, "tag", tag.casefold()) for tag in it.tags)


def _links(it: IncidentSnapshot) -> Iterator[Trait]:
    """A link is kept under the incident it leads to, which so finds those that name it."""
    yield from (Trait(Basis.LINK, "link", link.target) for link in it.links if link.relation in _DRAWN)


def linked(it: IncidentSnapshot) -> dict[str, str]:
    """The incidents it names itself, each with the word for that."""
    return {link.target: link.relation.replace("_", " ") for link in it.links if link.relation in _DRAWN}
