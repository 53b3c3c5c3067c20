"""SL011: a target that a single bad event or slice breaks, so few of them there are in a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from revenant.core.problems import Level
from revenant.core.text import how_many
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, finding
from revenant.slos.slo import Method, Objective, Slo

CODE = "SL011"
NAME = "target-finer-than-traffic"
LEVEL = Level.WARNING
SUMMARY = "A target that a single bad event or slice breaks, so few of them there are in a window."
_DAY = timedelta(days=1)


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        for number, objective in enumerate(slo.objectives):
            counted = _events(subject, slo) if slo.method is Method.OCCURRENCES else _slices(slo, objective)
            if counted is not None and counted * objective.allowed < 1:
                kind = how_many(round(counted), "event" if slo.method is Method.OCCURRENCES else "slice")
                least = float(1 / objective.allowed)
                message = f"about {kind} in {slo.window.text}, and it allows one bad in {least:,.0f}"
                hint = "a lower target or a longer window has room for one that is bad"
                yield finding(item, ("spec", "objectives", number), message, hint)


def _events(subject: SloSubject, slo: Slo) -> float | None:
    """How many there are in a window, by the first rows of the values; None where they do not tell."""
    sample = subject.known.sample(slo)
    return None if sample is None or not sample.events_a_day else sample.events_a_day * (slo.window.length / _DAY)


def _slices(slo: Slo, objective: Objective) -> float:
    return slo.window.length / objective.slice
