"""SL010: slices that are shorter than the periods that were measured."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.durations import written
from revenant.slos.rules.subject import SloSubject, finding
from revenant.slos.slo import Method

CODE = "SL010"
NAME = "slice-finer-than-data"
LEVEL = Level.WARNING
SUMMARY = "Slices that are shorter than the periods that were measured."


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        sample = None if slo.method is Method.OCCURRENCES else subject.known.sample(slo)
        if sample is None:
            continue
        for number, objective in enumerate(slo.objectives):
            if objective.slice < sample.period:
                period, size = written(sample.period), written(objective.slice)
                message = f"slices of {size}, but {sample.path} has a row for every {period}"
                hint = f"measure every {size}, or make slices of {period} or more"
                yield finding(item, ("spec", "objectives", number, "timeSliceWindow"), message, hint)
