"""slos/ on disk: its OpenSLO documents, the adjustments, and who can tell what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from revenant.errors import InvalidFileError, ReadFailedError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.adjustments import FILE, Adjustment, Adjustments
from revenant.slos.documents.openslo import SliDocument, SloDocument
from revenant.slos.documents.reading import Placed, slos_of
from revenant.slos.impacts import ImpactMeter, impacts_on
from revenant.slos.slo import Slo
from revenant.slos.usage import Meter
from revenant.store import yaml_io
from revenant.store.complaints import Complaint, every_complaint
from revenant.store.slo_data import data_meter
from revenant.store.workspace import Workspace

FOLDER = "slos"
_SUFFIXES = (".yaml", ".yml")
_KINDS: dict[str, type[SloDocument] | type[SliDocument]] = {"SLO": SloDocument, "SLI": SliDocument}


class SloFile(NamedTuple):
    """A file of slos/: its documents as data with the place of every node, or why it cannot be read."""

    path: str
    documents: Sequence[tuple[Any, dict[tuple[str | int, ...], tuple[int, int]]]]
    complaint: Complaint | None = None


def slo_files(workspace: Workspace) -> Iterator[SloFile]:
    """Every file of slos/ that may hold documents, by name."""
    folder = workspace.root / FOLDER
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix in _SUFFIXES and workspace.relative(path) != FILE and path.is_file():
            yield read_slo_file(workspace.inside(path), workspace.relative(path))


def read_slo_file(path: Path, name: str) -> SloFile:
    """The documents of one file.

    Raises:
        ReadFailedError.
    """
    try:
        return SloFile(name, yaml_io.load_placed(path.read_bytes()))
    except yaml_io.YamlError as error:
        return SloFile(name, [], error.complaint)
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None


def slo_names(workspace: Workspace) -> list[str]:
    """Names of the SLOs in every file that can be read, whatever else may be wrong with them."""
    found = (data for file in slo_files(workspace) for data, _ in file.documents)
    return sorted({name for data in found if (name := _name(data))})


def _name(data: Any) -> str:
    head = data.get("metadata") if isinstance(data, dict) and data.get("kind") == "SLO" else None
    name = head.get("name") if isinstance(head, dict) else None
    return name if isinstance(name, str) else ""


class SloStore:
    """The SLOs of a workspace, read when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def exists(self) -> bool:
        """Whether there is a folder of them; asked by commands that are about something else."""
        return (self._workspace.root / FOLDER).is_dir()

    def all(self) -> list[Slo]:
        """Every SLO, by name.

        Raises:
            InvalidFileError: with line and column of every complaint.
        """
        placed, complaints = list[Placed](), list[str]()
        for file in slo_files(self._workspace):
            for line, col, message in _into(file, placed):
                complaints.append(f"{file.path}:{line}:{col}: {message}")
        if complaints:
            raise InvalidFileError(complaints)
        return slos_of(placed)

    def adjustments(self) -> list[Adjustment]:
        """Every accepted downtime.

        Raises:
            InvalidFileError.
        """
        path = self._workspace.inside(self._workspace.root / FILE)
        if not path.is_file():
            return []
        value, complaints = yaml_io.load_as(path.read_bytes(), Adjustments)
        if value is None:
            raise InvalidFileError([f"{FILE}:{line}:{col}: {message}" for line, col, message in complaints])
        return value.adjustments

    def meter(self, slo: Slo, incidents: Iterable[IncidentSnapshot], now: datetime) -> Meter:
        """What was measured; where nothing was, what people recorded of impact."""
        return data_meter(self._workspace, slo) or ImpactMeter(impacts_on(slo.name, incidents, now))


def _into(file: SloFile, placed: list[Placed]) -> list[Complaint]:
    """Add the documents of a file that are of a kind that is read; what is wrong with them."""
    complaints = [] if file.complaint is None else [file.complaint]
    for data, places in file.documents:
        kind = _KINDS.get(data.get("kind", "")) if isinstance(data, dict) else None
        if kind is None:
            continue
        try:
            placed.append(Placed(msgspec.convert(data, kind), file.path, places[()][0]))
        except msgspec.ValidationError:
            complaints += every_complaint(data, kind, places)
    return complaints
