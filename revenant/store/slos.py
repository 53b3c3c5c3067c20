"""slos/ on disk: its OpenSLO documents, the adjustments, and who can tell what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from revenant.errors import InvalidFileError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.impacts import ImpactMeter, impacts_on
from revenant.slos.documents.reading import slos_of
from revenant.slos.slo import Slo
from revenant.slos.usage import Meter
from revenant.store.places import SLOS_FOLDER
from revenant.store.slo_adjustments import read_adjustments
from revenant.store.slo_data import data_meter
from revenant.store.slo_shelf import SloCard, slo_cards
from revenant.store.workspace import Workspace


def slo_names(workspace: Workspace) -> list[str]:
    """Names of the SLOs in every file that can be read, whatever is wrong with the others."""
    return sorted({slo.metadata.name for card in slo_cards(workspace).values() for _, slo in card.slos})


class SloStore:
    """The SLOs of a workspace, read when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def exists(self) -> bool:
        """Whether there is a folder of them; asked by commands that are about something else."""
        return (self._workspace.root / SLOS_FOLDER).is_dir()

    @cached_property
    def _cards(self) -> dict[str, SloCard]:
        return slo_cards(self._workspace)

    def all(self) -> list[Slo]:
        """Every SLO, by name.

        Raises:
            InvalidFileError: with line and column of every complaint.
        """
        found = slos_of(placed for name, card in self._cards.items() for placed in card.placed(name))
        complaints = [each for card in self._cards.values() for each in card.complaints]
        complaints += _repeated(found)
        if complaints:
            raise InvalidFileError(complaints)
        return found

    @property
    def outside(self) -> list[str]:
        """The documents of slos/ that nobody reads, each with where it stands and why."""
        return [each for card in self._cards.values() for each in card.outside]

    def adjustments(self) -> list[Adjustment]:
        """Every accepted downtime.

        Raises:
            InvalidFileError.
        """
        return read_adjustments(self._workspace).adjustments

    def meter(self, slo: Slo, incidents: Iterable[IncidentSnapshot], now: datetime) -> Meter:
        """What was measured; where nothing was, what people recorded of impact."""
        return data_meter(self._workspace, slo) or ImpactMeter(impacts_on(slo.name, incidents, now))

    def values_of(self, slo: Slo) -> str:
        """The file that its measured values are in; empty where there is none."""
        meter = data_meter(self._workspace, slo)
        return "" if meter is None else meter.source


def _repeated(slos: Iterable[Slo]) -> Iterator[str]:
    """A complaint for each SLO under a name that is taken; `slos` in order of names."""
    for first, second in pairwise(slos):
        if first.name == second.name:
            yield f"{second.path}:{second.line}:1: the SLO {second.name} is in {first.path}, line {first.line}, already"
