"""The logs of the work tree: where they are, which there are, and what all of them say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from revenant.core.ids import INCIDENT_ID
from revenant.incidents.brief import BULKY
from revenant.incidents.log import Log
from revenant.store.log import read_log
from revenant.store.places import incident_path, matching_ids, month_folders
from revenant.store.record import Survey, summarise
from revenant.store.workspace import Workspace


class WorkTreeLogs:
    """Logs as they lie in the folder `incidents`, by year and month."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def path(self, incident_id: str) -> Path:
        """Where the log of `incident_id` is, or would be."""
        return incident_path(self._workspace.root, incident_id)

    def paths(self) -> dict[str, Path]:
        """Every log by id, oldest first; links are not followed."""
        found: dict[str, Path] = {}
        for month in self._months():
            for entry in sorted(os.scandir(month), key=lambda entry: entry.name):
                stem, suffix = os.path.splitext(entry.name)
                if suffix == ".yaml" and INCIDENT_ID.fullmatch(stem) and entry.is_file(follow_symlinks=False):
                    found[stem] = Path(entry.path)
        return found

    def strange(self) -> list[Path]:
        """What is named like a log but is a link, a folder or a pipe, and so is not read."""
        found = [entry for month in self._months() for entry in os.scandir(month) if entry.name.endswith(".yaml")]
        return [
            Path(entry.path)
            for entry in found
            if INCIDENT_ID.fullmatch(entry.name[:-5]) and not entry.is_file(follow_symlinks=False)
        ]

    def ids(self) -> Iterable[str]:
        """Every incident's id, oldest first."""
        return self.paths()

    def matching(self, part: str) -> list[str]:
        """Every id that contains `part`, oldest first."""
        return matching_ids(self._workspace.inside(self._workspace.incidents_folder), part)

    def has(self, incident_id: str) -> bool:
        """Whether there is a log of exactly this id."""
        return self.path(incident_id).is_file()

    def _months(self) -> list[str]:
        return month_folders(self._workspace.inside(self._workspace.incidents_folder))

    def read(self, incident_id: str) -> Log:
        """The log of an incident there is.

        Raises:
            UnsafePathError: a link leads out of the workspace.
        """
        return read_log(self._workspace.inside(self.path(incident_id)))

    def survey(self, *, open_only: bool = False, bulky: frozenset[str] = BULKY) -> Survey:
        """Every incident, oldest first, or those that are open: from the index, or without one from the files."""
        from revenant.store.index import ask_index

        told = ask_index(self._workspace, lambda index: index.survey(open_only=open_only, bulky=bulky))
        return told or self._read_all(open_only)

    def _read_all(self, open_only: bool) -> Survey:
        everything = [summarise(incident_id, read_log(path)) for incident_id, path in self.paths().items()]
        wanted = [summary for summary in everything if summary.snapshot.is_open or not open_only]
        return Survey(wanted, len(everything))
