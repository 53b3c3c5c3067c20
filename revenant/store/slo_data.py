"""Measured values of an SLO on disk: slos/data/NAME.csv, or what Prometheus gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

from revenant.errors import ReadFailedError
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.reading import Source, measure
from revenant.slos.measuring.rows import CsvPeriods
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.slo import Method, Slo
from revenant.slos.usage import Asked, Meter, Reading, Unit
from revenant.store.slo_queries import AnswerFiles, answer_files
from revenant.store.slo_sorting import DiskShelf
from revenant.store.workspace import Workspace

FOLDER = "slos/data"
_BLOCK = 64 * 1024
_LONGEST = 1024 * 1024  # of a line: beyond, it is no table, and what is read must not grow


def data_meter(workspace: Workspace, slo: Slo) -> Meter | None:
    """Who tells what was measured for it, a table before answers of Prometheus; None where nothing was."""
    folder = workspace.root / FOLDER
    path = folder / f"{slo.name}.csv"
    if path.is_file():
        return DataMeter(slo.method, CsvFile(workspace.inside(path)), workspace.relative(path))
    answers = {measure: workspace.inside(path) for measure, path in answer_files(folder, slo.name).items()}
    if not answers:
        return None
    names = "{" + ",".join(answer for answer in answers if answer) + "}." if None not in answers else ""
    return DataMeter(slo.method, AnswerFiles(answers, slo), f"{FOLDER}/{slo.name}.{names}json")


class DataMeter:
    """Reads good and total events by period, and counts them by the method of the SLO."""

    def __init__(self, method: Method, file: Source, source: str) -> None:
        self._method, self._file = method, file
        self.source = source

    @property
    def unit(self) -> Unit:
        return Unit.EVENTS if self._method is Method.OCCURRENCES else Unit.SLICES

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`.

        Raises:
            ReadFailedError.
        """
        return measure(self._file, self.source, self._method, asked, now, DiskShelf())


class CsvFile:
    """A file of measured values, read block by block."""

    by_time = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.until: int | None = None

    def periods(self, scope: Scope, faults: Faults) -> Iterator[Run]:
        """Those that are looked at, in the order of the file.

        Raises:
            ReadFailedError.
        """
        reader = CsvPeriods(scope, faults)
        try:
            with self._path.open("rb") as file:
                yield from reader.runs(_blocks(file))
        except OSError as error:
            raise ReadFailedError(self._path, error.strerror or str(error)) from None
        self.until = reader.until


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The file in blocks of whole lines; the last line ends as the others do, and one without end is cut."""
    left = b""
    while read := file.read(_BLOCK):
        body, found, rest = (left + read).rpartition(b"\n")
        if found:
            yield body + found
        left = rest if len(rest) < _LONGEST else rest[:_BLOCK]
    if left:
        yield left + b"\n"
