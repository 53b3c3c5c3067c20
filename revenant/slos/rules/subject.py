"""What the rules for SLOs look at: one file, and what the workspace knows beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.burning.rates import BurnWindow
from revenant.slos.documents.document import Item, SloFile
from revenant.slos.documents.openslo import SloDocument
from revenant.slos.slo import Slo


class Spot(NamedTuple):
    """Where a document stands."""

    path: str
    line: int
    col: int


class Sample(NamedTuple):
    """How the measured values of an SLO look, by their first rows: how far apart, how many events in a day."""

    path: str
    period: timedelta
    events_a_day: float


class Knowledge(Protocol):
    """What rules may ask about the rest of the workspace."""

    @property
    def now(self) -> datetime: ...

    @property
    def documents(self) -> Mapping[tuple[str, str], Sequence[Spot]]:
        """Where the documents of a kind and a name stand, in order."""
        ...

    @property
    def slos(self) -> Mapping[tuple[str, int, str], Slo]:
        """Every SLO that can be read, by its file, the line it begins in, and its name."""
        ...

    @property
    def services(self) -> frozenset[str]:
        """The names of services.yaml; none where the workspace keeps no catalogue."""
        ...

    @property
    def people(self) -> frozenset[str]:
        """The addresses in revenant.yaml; none where nobody is listed."""
        ...

    @property
    def burns(self) -> Sequence[BurnWindow]:
        """The pairs of windows that `slo burn` evaluates here."""
        ...

    def is_measured(self, slo: Slo) -> bool:
        """Whether there is a file of values, or impact that somebody recorded."""
        ...

    def sample(self, slo: Slo) -> Sample | None:
        """How its values look; None where there are none, or they tell nothing."""
        ...


class SloSubject(NamedTuple):
    """One file of slos/."""

    file: SloFile
    known: Knowledge

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def rows(self) -> Sequence[str]:
        return self.file.rows

    @property
    def slos(self) -> Iterator[tuple[Item, Slo]]:
        """The SLOs of this file that can be read."""
        for item in self.file.items:
            if isinstance(item.value, SloDocument):
                slo = self.known.slos.get((self.path, item.at()[0], item.value.metadata.name))
                if slo is not None:
                    yield item, slo


def finding(item: Item, path: Sequence[Any], message: str, hint: str = "", level: Level | None = None) -> Finding:
    """A finding at a part of a document."""
    return Finding(*item.at(*path), message, hint, level)
