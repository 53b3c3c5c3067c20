"""Answers of Prometheus added to the table of an SLO's measured values, as one commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from revenant.errors import InvalidFileError
from revenant.slos.measuring.admission import Admission
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.moments import micros, moment
from revenant.slos.measuring.prometheus import Measure, samples_of
from revenant.slos.measuring.ratios import ratios
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.measuring.writing import HEADER, rows_of
from revenant.slos.slo import Slo
from revenant.slos.usage import Fault
from revenant.store.growing import append, create_file
from revenant.store.ledger import Ledger, Writer
from revenant.store.record import Say
from revenant.store.slo_data import FOLDER
from revenant.store.slo_tables import CsvFile
from revenant.store.workspace import Workspace

_BOM = b"\xef\xbb\xbf"


class Added(NamedTuple):
    """How many periods were added to the file `path`, and how many were there `before`; until when there are values."""

    path: str
    added: int
    known: int
    until: datetime | None
    faults: list[Fault]


class MeasuredStore:
    """Adds to slos/data what is later than all that is there."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace = workspace
        self._ledger = Ledger(workspace, warn)

    def add(self, slo: Slo, answers: Mapping[Measure | None, bytes], writer: Writer) -> Added:
        """Add the periods of these answers that begin when the last one in the table has ended, or later.

        Raises:
            InvalidFileError: the answers cannot be put together, or the table has no header.
            WriteFailedError: the disk refused; the table is as it was.
        """
        path = self._workspace.inside(self._workspace.root / FOLDER / f"{slo.name}.csv")
        faults = Faults("the answers", by_time=True)
        admission = Admission(Scope(0, micros(writer.now)), faults)
        try:
            runs = list(ratios(samples_of(answers, faults), slo, slo.objectives[0]).periods(admission))
        except ValueError as error:
            raise InvalidFileError([str(error)], "docs/how-to/slos.md shows the queries") from None
        until = _until(path, writer.now)
        new = [run for run in runs if until is None or run.start >= until]
        if new and not writer.dry_run:
            self._write(path, new, writer)
        latest = new[-1].end if new else until
        found = None if latest is None else moment(latest)
        return Added(self._workspace.relative(path), len(new), len(runs) - len(new), found, faults.all)

    def _write(self, path: Path, runs: list[Run], writer: Writer) -> None:
        is_new = not path.exists()
        with self._ledger.writing(writer):
            if is_new:
                create_file(path, HEADER.encode() + rows_of(runs, HEADER.encode()).encode())
            else:
                append(path, _below(path, runs).encode(), self._ledger.torn, bool)
            if writer.commit and self._workspace.settings.commit == "auto":
                times = f"{len(runs)} periods until {moment(runs[-1].end):%Y-%m-%d %H:%M} UTC"
                self._workspace.repository.commit([path], f"{path.stem}: {times} measured", new=is_new)


def _below(path: Path, runs: list[Run]) -> str:
    """Rows in the form of a table that is there.

    Raises:
        InvalidFileError: it has no header.
    """
    with path.open("rb") as file:
        head = next((line for line in file if line.strip()), b"").removeprefix(_BOM)
    try:
        return rows_of(runs, head)
    except ValueError as error:
        raise InvalidFileError([f"{path.name}:1: {error}"]) from None


def _until(path: Path, now: datetime) -> int | None:
    """When the last period of a table ends, in microseconds."""
    if not path.is_file():
        return None
    table = CsvFile(path)
    for _ in table.periods(Scope(micros(now), micros(now)), Faults(path.name)):
        pass
    return table.until
