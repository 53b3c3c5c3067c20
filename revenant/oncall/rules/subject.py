"""What the rules for oncall/ look at: one file, and what the workspace knows beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.oncall.documents.document import Item, OncallFile
from revenant.oncall.escalating.roster import Roster
from revenant.oncall.schedule import Schedule


class Spot(NamedTuple):
    """Where a document stands."""

    path: str
    line: int


class Knowledge(Protocol):
    """What rules may ask about the rest of the workspace."""

    @property
    def now(self) -> datetime: ...

    @property
    def roster(self) -> Roster:
        """All schedules and policies that can be read, and the services of the catalogue with their owners."""
        ...

    @property
    def spots(self) -> Mapping[tuple[str, str], Sequence[Spot]]:
        """Where the documents of a kind and a name stand, in order."""
        ...

    @property
    def people(self) -> frozenset[str]:
        """The addresses in revenant.yaml; none where nobody is listed."""
        ...

    @property
    def teams(self) -> frozenset[str]:
        """The teams that revenant.yaml lists, or that own a service or have people."""
        ...

    @property
    def committed(self) -> Mapping[str, Schedule]:
        """The schedules of the last commit, by name."""
        ...

    def address(self, name: str) -> str:
        """Whom a name means."""
        ...


class OncallSubject(NamedTuple):
    """One file of oncall/."""

    file: OncallFile
    known: Knowledge

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def rows(self) -> Sequence[str]:
        return self.file.rows

    @property
    def schedules(self) -> Iterator[tuple[Item, Schedule]]:
        """The schedules of this file that can be read."""
        for item in self.file.items:
            found = self.known.roster.schedules.get(getattr(item.value, "name", ""))
            if found is not None and (found.path, found.line) == (self.path, item.at()[0]):
                yield item, found


def finding(item: Item, path: Sequence[Any], message: str, hint: str = "", level: Level | None = None) -> Finding:
    """A finding at a part of a document."""
    return Finding(*item.at(*path), message, hint, level)
