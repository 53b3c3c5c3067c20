"""The logs of the work tree: where they are, which there are, and what all of them say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from revenant.core.ids import INCIDENT_ID
from revenant.incidents.log import Log
from revenant.store.log import read_log
from revenant.store.record import Summary, summarise
from revenant.store.workspace import Workspace


class WorkTreeLogs:
    """Logs as they lie in the folder `incidents`, by year and month."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def path(self, incident_id: str) -> Path:
        """Where the log of `incident_id` is, or would be."""
        date = incident_id.split("-")[1]
        return self._workspace.incidents_folder / date[:4] / date[4:6] / f"{incident_id}.yaml"

    def paths(self) -> dict[str, Path]:
        """Every log by id, oldest first; links are not followed."""
        found: dict[str, Path] = {}
        for month in month_folders(self._workspace.incidents_folder):
            for entry in sorted(os.scandir(month), key=lambda entry: entry.name):
                stem, suffix = os.path.splitext(entry.name)
                if suffix == ".yaml" and INCIDENT_ID.fullmatch(stem) and entry.is_file(follow_symlinks=False):
                    found[stem] = Path(entry.path)
        return found

    def ids(self) -> Iterable[str]:
        """Every incident's id, oldest first."""
        return self.paths()

    def has(self, incident_id: str) -> bool:
        """Whether there is a log of exactly this id."""
        return self.path(incident_id).is_file()

    def read(self, incident_id: str) -> Log:
        """The log of an incident there is.

        Raises:
            UnsafePathError: a link leads out of the workspace.
        """
        return read_log(self._workspace.inside(self.path(incident_id)))

    def summaries(self, *, open_only: bool = False) -> Iterator[Summary]:
        """Every incident, oldest first: from the index where there can be one, else from the files."""
        from revenant.store.index import ask_index

        known = ask_index(self._workspace, lambda index: index.summaries(open_only=open_only))
        yield from self._read_all(open_only) if known is None else known

    def _read_all(self, open_only: bool) -> Iterator[Summary]:
        for incident_id, path in self.paths().items():
            summary = summarise(incident_id, read_log(path))
            if summary.snapshot.is_open or not open_only:
                yield summary


def month_folders(incidents: Path) -> list[str]:
    """The folders that hold logs, oldest first."""
    return [month for year in _folders(str(incidents)) for month in _folders(year)]


def _folders(folder: str) -> list[str]:
    try:
        return sorted(entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return []
