"""Incidents with histories for tests of likeness, and a corpus of them without an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from revenant.core.ids import base32
from revenant.core.severity import Severity
from revenant.core.terms import stem, terms
from revenant.incidents.events import (
    AnyEvent,
    ChangeLinked,
    IncidentLinked,
    IncidentOpened,
    NoteAdded,
    SignalsCorrelated,
    Stamp,
)
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.postmortems.learning.corpus import Found, Question, Size
from revenant.postmortems.learning.traits import linked, traits_of
from revenant.postmortems.learning.words import telling

FIRST = datetime(2026, 1, 5, 12, tzinfo=UTC)


def id_of(number: int) -> str:
    return f"INC-{FIRST + timedelta(days=number):%Y%m%d}-{base32(number, 5)}"


def history(
    number: int,
    title: str = "Something is wrong",
    *,
    services: Sequence[str] = (),
    tags: Sequence[str] = (),
    alerts: Sequence[str | tuple[str, str]] = (),
    notes: Sequence[str] = (),
    links: Sequence[tuple[str, str]] = (),
    changes: Sequence[tuple[str, str]] = (),
) -> list[AnyEvent]:
    """The events of incident `number`, opened so many days after the first; an alert may have a service."""
    ids = (base32(number * 1000 + place, 8).lower() for place in range(1, 1000))
    stamp = Stamp(at=FIRST + timedelta(days=number), by="ben@example.com", ids=ids)

    def made() -> Iterator[AnyEvent]:
        yield stamp.event(IncidentOpened, title=title, severity=Severity.SEV2, services=list(services), tags=list(tags))
        for alert in alerts:
            name, service = (alert, "") if isinstance(alert, str) else alert
            yield stamp.event(SignalsCorrelated, name=name, service=service, kind="alert")
        yield from (stamp.event(NoteAdded, text=text) for text in notes)
        yield from (stamp.event(IncidentLinked, relation=word, target=target) for word, target in links)
        yield from (stamp.event(ChangeLinked, change=name, verdict=verdict) for name, verdict in changes)

    return list(made())


def past(number: int, title: str = "Something is wrong", **fields: Any) -> IncidentSnapshot:
    return fold(id_of(number), history(number, title, **fields))


def asked(it: IncidentSnapshot) -> Question:
    """What an incident is compared by, as the store asks."""
    names = [*it.services, *it.tags]
    return Question(it.id, traits_of(it), linked(it), telling([it.title, *it.notes], names))


class Remembered:
    """A Corpus of incidents in memory, the latest first."""

    def __init__(self, incidents: Iterable[IncidentSnapshot]) -> None:
        self._its = sorted(incidents, key=lambda it: it.id, reverse=True)
        self.size = len(self._its)

    def having(self, key: str) -> Found:
        ids = [it.id for it in self._its if key in {trait.key for trait in traits_of(it)}]
        return Found(ids, len(ids))

    def mentioning(self, wanted: str) -> Found:
        ids = [it.id for it in self._its if wanted in {stem(word) for word in terms(self._text(it))}]
        return Found(ids, len(ids)) if len(ids) <= max(3, self.size // 20) else Found((), len(ids))

    def sizes(self, ids: Iterable[str]) -> Mapping[str, Size]:
        known = {it.id: it for it in self._its}
        found = {each: known[each] for each in ids if each in known}
        return {each: Size(len(self._text(it)), len(it.services) + len(it.tags)) for each, it in found.items()}

    def _text(self, it: IncidentSnapshot) -> str:
        return " ".join([it.title, *it.notes])
