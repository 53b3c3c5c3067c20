"""What Prometheus answers to a range query, as JSON: series of samples, and what they measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from math import isfinite, isnan
from typing import Any

import msgspec
from msgspec import Struct

from revenant.core.text import one_line
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.moments import SECOND
from revenant.slos.usage import Flaw

LABEL = "measure"
_TOO_LATE = 253_402_300_800  # the year 10000, in seconds


class Measure(StrEnum):
    """What the samples of a query are: OpenSLO's parts of a ratio metric, or the value of a threshold metric."""

    GOOD = "good"
    BAD = "bad"
    TOTAL = "total"
    RAW = "raw"
    VALUE = "value"


class Series(Struct, frozen=True):
    """One series: its labels, and its samples as they are written, each a time in seconds and a number in quotes."""

    metric: dict[str, str] = {}
    values: list[tuple[float, str | float]] = []

    def samples(self, faults: Faults) -> dict[int, float]:
        """Its values by moments; NaN is none, and neither is what cannot be counted."""
        found = dict[int, float]()
        for at, text in self.values:
            if not 0 <= at < _TOO_LATE:
                faults.add(Flaw.UNREADABLE, 0)
                continue
            moment = round(at * SECOND)
            value = _number(text)
            if value is None:
                faults.add(Flaw.UNREADABLE, moment)
            elif not isnan(value):
                found[moment] = value
        return found


def _number(text: str | float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) or isnan(value) else None


class _Data(Struct, frozen=True, rename="camel"):
    result: list[Series] = []
    result_type: str = "matrix"


class _Answer(Struct, frozen=True, rename="camel"):
    """An answer of /api/v1/query_range."""

    status: str
    data: _Data = _Data()
    error: str = ""
    warnings: list[str] = []
    infos: list[Any] = []


def read_answer(content: bytes, faults: Faults) -> list[Series]:
    """The series of an answer, or of the bare list that `promtool query range` prints. Warnings go to the faults.

    Raises:
        ValueError: it is none, or Prometheus answers with an error.
    """
    try:
        answer = msgspec.json.decode(content, type=_Answer | list[Series])
    except msgspec.MsgspecError as error:
        raise ValueError(f"no answer to a range query ({one_line(str(error))})") from None
    if isinstance(answer, list):
        return answer
    if answer.status != "success":
        raise ValueError(f"Prometheus answers with an error: {one_line(answer.error) or answer.status}")
    if answer.data.result_type != "matrix":
        raise ValueError(f"a {one_line(answer.data.result_type)}, and not the matrix of a range query")
    for warning in answer.warnings:
        faults.add(Flaw.WARNING, 0, words=f"{one_line(warning)}; what Prometheus gave is counted")
    return answer.data.result


def by_measure(series: list[Series]) -> Mapping[Measure, list[Series]]:
    """Series of one answer by what their label says that they measure.

    Raises:
        ValueError: a series does not say.
    """
    found: dict[Measure, list[Series]] = {}
    for each in series:
        said = each.metric.get(LABEL, "")
        if said not in list(Measure):
            raise ValueError(f"a series whose label {LABEL!r} is none of {', '.join(Measure)}")
        found.setdefault(Measure(said), []).append(each)
    return found


def samples_of(answers: Mapping[Measure | None, bytes], faults: Faults) -> dict[Measure, Sequence[Mapping[int, float]]]:
    """The samples of every series by what they measure; None stands for an answer whose series say it themselves.

    Raises:
        ValueError: one of them is no answer, or does not say what it measures.
    """
    found: dict[Measure, list[Series]] = {}
    for measure, content in answers.items():
        series = read_answer(content, faults)
        found |= by_measure(series) if measure is None else {measure: series}
    return {measure: [each.samples(faults) for each in series] for measure, series in found.items()}


def increases(samples: Mapping[int, float], faults: Faults) -> Iterator[tuple[int, int, float]]:
    """What a counter grew by from each sample to the next; one that is lower than before began anew at zero."""
    before: tuple[int, float] | None = None
    for moment, value in sorted(samples.items()):
        if before is not None:
            is_reset = value < before[1]
            if is_reset:
                faults.add(Flaw.COUNTER_RESET, moment)
            yield before[0], moment, value if is_reset else value - before[1]
        before = moment, value
