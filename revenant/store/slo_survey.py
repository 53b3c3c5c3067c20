"""A file of measured values read for the rules: what is wrong with it, and the few lines that are shown."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import islice
from pathlib import Path

from revenant.slos.data_rules.subject import DataSubject, Rows
from revenant.slos.measuring.faults import Faults, Seen
from revenant.slos.measuring.prometheus import Measure, read_answer
from revenant.slos.measuring.reading import survey
from revenant.slos.usage import Flaw
from revenant.store.slo_queries import read_content
from revenant.store.slo_sorting import DiskShelf
from revenant.store.slo_tables import CsvFile

_SHOWN = 1000  # bytes of a line


def data_subject(path: Path, name: str, slos: Collection[str], now: datetime) -> DataSubject:
    """The file with all that is wrong with it; `name` is its path in the workspace, `slos` the names of all SLOs.

    Raises:
        ReadFailedError.
    """
    is_table = path.suffix == ".csv"
    seen = survey(CsvFile(path), name, now, DiskShelf()).seen if is_table else _answer_survey(path, name)
    rows = Rows(_lines(path, {each.line for each in seen}) if is_table else {})
    slo = _slo(path, slos)
    return DataSubject(name, rows, seen, slo, slos, _hidden_by(path, slo))


def _answer_survey(path: Path, name: str) -> list[Seen]:
    faults = Faults(name)
    try:
        for series in read_answer(read_content(path), faults):
            series.samples(faults)
    except ValueError as error:
        faults.add(Flaw.UNREADABLE, 0, words=f"{error}: nothing is counted")
    return [each._replace(line=0) for each in faults.seen]


def _lines(path: Path, wanted: Collection[int]) -> dict[int, str]:
    """Those lines, counted from 1, by their place, counted from 0."""
    last = max(wanted, default=0)
    with path.open("rb") as file:
        some = enumerate(islice(file, last), start=1)
        return {line - 1: row[:_SHOWN].decode(errors="replace").rstrip() for line, row in some if line in wanted}


def _slo(path: Path, slos: Collection[str]) -> str:
    """The SLO whose values they are: NAME.good.json holds those of NAME, unless an SLO has that very name."""
    name, _, measure = path.stem.rpartition(".")
    is_part = path.suffix == ".json" and measure in list(Measure) and path.stem not in slos
    return name if is_part else path.stem


def _hidden_by(path: Path, slo: str) -> str:
    others = [path.with_name(f"{slo}.csv"), path.with_name(f"{slo}.json")]
    before = others[: others.index(path)] if path in others else others
    return next((other.name for other in before if other.is_file()), "")
