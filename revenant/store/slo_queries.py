"""Measured values of an SLO as Prometheus gave them: slos/data/NAME.json, or NAME.good.json beside NAME.total.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import lexists
from pathlib import Path

from revenant.errors import ReadFailedError
from revenant.slos.measuring.admission import Admission
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.prometheus import Measure, samples_of
from revenant.slos.measuring.ratios import ratios
from revenant.slos.measuring.runs import Run, Scope
from revenant.slos.slo import Objective, Slo
from revenant.slos.usage import Flaw
from revenant.store.slo_tables import check_regular

_MOST = 64 * 1024 * 1024  # Prometheus itself gives 11,000 samples a series at most


def answer_files(folder: Path, name: str) -> dict[Measure | None, Path]:
    """The files in which the answers to an SLO's queries are; None stands for one file with several measures."""
    places: dict[Measure | None, Path] = {None: folder / f"{name}.json"}
    places |= {measure: folder / f"{name}.{measure}.json" for measure in Measure}
    found = {measure: path for measure, path in places.items() if lexists(path)}
    return {None: found[None]} if None in found else found


class AnswerFiles:
    """Answers to range queries, read whole."""

    by_time = True

    def __init__(self, paths: Mapping[Measure | None, Path], slo: Slo, objective: Objective) -> None:
        self._paths, self._slo, self._objective = paths, slo, objective
        self.until: int | None = None

    def periods(self, scope: Scope, faults: Faults) -> Iterator[Run]:
        """Those that are looked at, in order of time.

        Raises:
            ReadFailedError.
        """
        admission = Admission(scope, faults)
        try:
            answers = {measure: read_content(path) for measure, path in self._paths.items()}
            yield from ratios(samples_of(answers, faults), self._slo, self._objective).periods(admission)
        except ValueError as error:
            faults.add(Flaw.UNREADABLE, 0, words=f"{error}: nothing is counted")
        self.until = admission.until


def read_content(path: Path) -> bytes:
    """All of a file.

    Raises:
        ReadFailedError; ValueError: it is far larger than Prometheus ever answers.
    """
    try:
        check_regular(path)
        if path.stat().st_size > _MOST:
            raise ValueError(f"{path.name} is larger than {_MOST // 2**20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None
