"""Measured values of an SLO on disk: slos/data/NAME.csv, or what Prometheus gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from os.path import lexists

from revenant.slos.measuring.reading import Source, measure
from revenant.slos.slo import Method, Objective, Slo
from revenant.slos.usage import Asked, Fault, Flaw, Meter, Reading, Unit, Usage
from revenant.store.slo_queries import AnswerFiles, answer_files
from revenant.store.slo_sorting import DiskShelf
from revenant.store.slo_tables import CsvFile
from revenant.store.workspace import Workspace

FOLDER = "slos/data"


def data_meter(workspace: Workspace, slo: Slo) -> Meter | None:
    """Who tells what was measured for it, a table before answers of Prometheus; None where nothing was."""
    stems = {each: stem_of(slo, each) for each in slo.objectives}
    found = {stem: _meter(workspace, slo, stem, each) for each, stem in stems.items()}
    known = {stem: meter for stem, meter in found.items() if meter is not None}
    if len(found) == 1 or not known:
        return next(iter(known.values()), None)
    return ObjectivesMeter(slo.method, stems, known)


def stem_of(slo: Slo, objective: Objective) -> str:
    """How the files are named in which the values of an objective are, without their ending.

    That of the SLO; for an objective with an indicator of its own with the name of that, or with its number.
    """
    if objective.indicator is None:
        return slo.name
    return f"{slo.name}.{objective.indicator.name or slo.objectives.index(objective) + 1}"


def _meter(workspace: Workspace, slo: Slo, stem: str, objective: Objective) -> DataMeter | None:
    folder = workspace.root / FOLDER
    path = folder / f"{stem}.csv"
    if lexists(path):  # what is there and cannot be read is an error, not a time without measurements
        return DataMeter(slo.method, CsvFile(workspace.inside(path)), workspace.relative(path))
    answers = {measure: workspace.inside(path) for measure, path in answer_files(folder, stem).items()}
    if not answers:
        return None
    names = "{" + ",".join(answer for answer in answers if answer) + "}." if None not in answers else ""
    file = AnswerFiles(answers, slo, objective)
    return DataMeter(slo.method, file, f"{FOLDER}/{stem}.{names}json")


def _unit(method: Method) -> Unit:
    return Unit.EVENTS if method is Method.OCCURRENCES else Unit.SLICES


class ObjectivesMeter:
    """Tells each objective by the values of its own indicator; those without any were not measured."""

    def __init__(self, method: Method, stems: Mapping[Objective, str], meters: Mapping[str, DataMeter]) -> None:
        self._stems, self._meters = stems, meters
        self.unit = _unit(method)
        self.source = ", ".join(meter.source for meter in meters.values())

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`.

        Raises:
            ReadFailedError.
        """
        usages = [Usage(0.0, 0.0, timedelta())] * len(asked)
        faults, ends = list[Fault](), list[datetime]()
        for stem in dict.fromkeys(self._stems.values()):
            places = [place for place, each in enumerate(asked) if self._stems[each.objective] == stem]
            reading = self._read(stem, [asked[place] for place in places], now)
            for place, usage in zip(places, reading.usages, strict=True):
                usages[place] = usage
            faults += reading.faults
            ends += [reading.until] if reading.until else []
        return Reading(usages, faults, max(ends, default=None))

    def _read(self, stem: str, asked: Sequence[Asked], now: datetime) -> Reading:
        meter = self._meters.get(stem)
        if meter is not None:
            return meter.read(asked, now)
        missing = Fault(Flaw.GAP, 1, f"{FOLDER}/{stem}.csv", "there is no such file, not measured")
        return Reading([Usage(0.0, 0.0, timedelta())] * len(asked), [missing], None)


class DataMeter:
    """Reads good and total events by period, and counts them by the method of the SLO."""

    def __init__(self, method: Method, file: Source, source: str) -> None:
        self._method, self._file = method, file
        self.unit, self.source = _unit(method), source

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`.

        Raises:
            ReadFailedError.
        """
        return measure(self._file, self.source, self._method, asked, now, DiskShelf())
