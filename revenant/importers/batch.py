"""One run of an import: every row becomes an incident or is skipped with its reason, none of them twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import Struct

from revenant.core.settings import Imports
from revenant.core.severity import Severity
from revenant.importers.decoding import Raw, Skipped
from revenant.importers.identity import incident_id
from revenant.incidents.events import KnownEvent
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.incidents.table_map import TableMap


class File(NamedTuple):
    """What was read from outside; `problem` says why there is no content."""

    content: bytes
    name: str
    problem: str = ""


class Given(NamedTuple):
    """What a run is given: files, how to read YAML (ValueError says why not), and the map of a table and its name."""

    files: list[File]
    load_yaml: Callable[[str], Any]
    table: TableMap | None = None
    table_name: str = "map"


class Context(NamedTuple):
    """What an importer may know of this side: who imports, when, and how words map.

    `gated` are the severities that close only with a postmortem, which nothing foreign has; `people` the addresses
    of those who work here, by name and by address, in lower case.
    """

    by: str
    now: datetime
    imports: Imports
    gated: frozenset[Severity] = frozenset()
    people: Mapping[str, str] = MappingProxyType({})

    def person(self, name: str) -> str:
        """Whom another system's name means here: an address, or the name itself where nobody here has it."""
        return self.people.get(name.strip().casefold(), name.strip())


class Imported(Struct, dict=True):
    """A whole foreign incident as events, oldest first; `doubts` says what about it was assumed or looks wrong."""

    source: str
    title: str
    events: list[KnownEvent]
    doubts: list[str]

    @cached_property
    def snapshot(self) -> IncidentSnapshot:
        """What the events say, taken together; asked for once they are complete."""
        return fold("", self.events)

    @property
    def in_retrospect(self) -> bool:
        return self.snapshot.in_retrospect


class Batch(NamedTuple):
    """What a run found: incidents by the id they get here, and the rows it leaves out."""

    imported: dict[str, Imported]
    skipped: list[Skipped]

    @property
    def logs(self) -> dict[str, list[KnownEvent]]:
        return {known: found.events for known, found in self.imported.items()}

    @property
    def services(self) -> list[str]:
        """Every service named, in alphabetical order."""
        return sorted({name for found in self.imported.values() for name in found.snapshot.services})


Convert = Callable[[Raw, Context], Imported | Skipped]


def gather(
    rows: Iterable[Raw | Skipped], convert: Convert, context: Context, known: Mapping[str, str], taken: Iterable[str]
) -> Batch:
    """Convert `rows`. `known` are foreign incidents recorded before (source → id), `taken` all ids in use."""
    batch, seen, used = Batch({}, []), dict(known), set(taken)
    for row in rows:
        found = row if isinstance(row, Skipped) else convert(row, context)
        if isinstance(found, Imported) and found.source in seen:
            where = "imported before" if found.source in known else "already among these rows"
            found = Skipped(found.source, found.title, f"{where}, as {seen[found.source]}")
        if isinstance(found, Skipped):
            batch.skipped.append(found)
            continue
        new = incident_id(found.source, found.events[0].at, used)
        used.add(new)
        seen[found.source] = new
        batch.imported[new] = found
    return batch
