"""One run of an import: every row becomes an incident or is skipped with its reason, none of them twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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
    """What a run is given: files, and how to read YAML (ValueError says why not).

    `table` is the map of a table and `table_name` where it stands; `site` tells one site's pages from another's.
    """

    files: list[File]
    load_yaml: Callable[[str], Any]
    table: TableMap | None = None
    table_name: str = "map"
    site: str = ""


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
    rows: Iterable[Raw | Skipped],
    convert: Convert,
    context: Context,
    known: Mapping[str, str],
    taken: Iterable[str],
    still_open: Collection[str] = (),
) -> Batch:
    """Convert `rows`. `known` are foreign incidents recorded before (source → id), `taken` all ids in use.

    `still_open` are ids of those that are open here, so that it is told which ended there since.
    """
    batch, seen, used = Batch({}, []), dict(known), set(taken)
    for row in rows:
        found = row if isinstance(row, Skipped) else convert(row, context)
        if isinstance(found, Imported) and found.source in seen:
            found = _again(found, seen[found.source], found.source in known, still_open)
        if isinstance(found, Skipped):
            batch.skipped.append(found)
            continue
        new = incident_id(found.source, found.events[0].at, used)
        used.add(new)
        seen[found.source] = new
        batch.imported[new] = found
    return batch


def _again(found: Imported, here: str, was_known: bool, still_open: Collection[str]) -> Skipped:
    """Why an incident that has come before is left out, and whether it has ended since."""
    where = "imported before" if was_known else "already among these rows"
    if was_known and here in still_open and not found.snapshot.is_open:
        where = "imported before, ended there since and is still open here: `revenant resolve ID --at TIME`"
    return Skipped(found.source, found.title, f"{where}, as {here}")
