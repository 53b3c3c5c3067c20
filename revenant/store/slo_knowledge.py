"""What all SLOs of a workspace share, for the rules: found when a rule first asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from revenant.core.settings import Settings
from revenant.errors import RevenantError
from revenant.incidents.snapshot import fold
from revenant.signals.catalogue import Catalogue
from revenant.slos.burning.rates import BurnWindow, burn_windows
from revenant.slos.documents.document import SloFile
from revenant.slos.documents.reading import Placed, slos_of
from revenant.slos.rules.subject import Sample, Spot
from revenant.slos.slo import Slo
from revenant.store.log import parse_log
from revenant.store.places import slo_paths
from revenant.store.slo_data import data_meter
from revenant.store.slo_files import read_slo_file
from revenant.store.slo_samples import sample_of
from revenant.store.workspace import Workspace


class WorkspaceSlos:
    """The Knowledge of slos/rules/subject.py, from the disk."""

    def __init__(self, workspace: Workspace, known: Settings, catalogue: Catalogue | None, now: datetime) -> None:
        self._workspace, self._settings, self.now = workspace, known, now
        self.services = frozenset(catalogue.names if catalogue else ())
        self.people = frozenset(
            address.casefold() for person in known.people for address in (person.email, *person.aliases)
        )

    @cached_property
    def files(self) -> dict[str, SloFile]:
        """Every file that can be read, by its name."""
        found = {}
        for path in slo_paths(self._workspace.root):
            name = self._workspace.relative(path)
            try:
                found[name] = read_slo_file(self._workspace.inside(path), name)
            except RevenantError:  # told where that file is looked at
                continue
        return found

    @cached_property
    def _placed(self) -> list[Placed]:
        return [
            Placed(item.value, file.path, item.at()[0])
            for file in self.files.values()
            for item in file.items
            if item.value is not None
        ]

    @cached_property
    def documents(self) -> Mapping[tuple[str, str], Sequence[Spot]]:
        found = defaultdict[tuple[str, str], list[Spot]](list)
        for file in self.files.values():
            for item in file.items:
                if item.value is not None:
                    found[item.value.kind, item.value.metadata.name].append(Spot(file.path, *item.at()))
        return dict(found)

    @cached_property
    def slos(self) -> Mapping[tuple[str, int, str], Slo]:
        return {(slo.path, slo.line, slo.name): slo for slo in slos_of(self._placed)}

    @property
    def burns(self) -> Sequence[BurnWindow]:
        return burn_windows(self._settings.slos)

    def is_measured(self, slo: Slo) -> bool:
        return data_meter(self._workspace, slo) is not None or slo.name in self._struck

    @cached_property
    def _struck(self) -> frozenset[str]:
        """The SLOs that some incident names; only logs that hold the word are read."""
        found = set[str]()
        for path in sorted(self._workspace.incidents_folder.rglob("*.yaml")):
            try:
                content = self._workspace.inside(path).read_bytes()
            except (OSError, RevenantError):  # told where that log is looked at
                continue
            if b"IMPACT_RECORDED" in content:
                found |= {each.slo for each in fold(path.stem, parse_log(content).events).impacts if each.slo}
        return frozenset(found)

    def sample(self, slo: Slo) -> Sample | None:
        return sample_of(self._workspace, slo)
