"""SL016: a threshold metric that an SLO refers to, and nothing it is compared with, or more than one thing."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL016"
NAME = "uncompared-metric"
LEVEL = Level.ERROR
SUMMARY = "A threshold metric that an SLO refers to, and nothing it is compared with, or more than one thing."


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        for number, objective in enumerate(slo.objectives):
            indicator, place = objective.indicator or slo.indicator, ("spec", "objectives", number)
            if indicator.value is None:
                continue
            if not objective.op or objective.value is None:
                message = f"{indicator.name} is a thresholdMetric, and {objective.name!r} does not say op and value"
                yield finding(item, place, message, "op: lte, value: 0.45 makes every value up to 0.45 a good one")
            if number and objective.indicator is None:
                message = f"{indicator.name} is a thresholdMetric, which takes one objective"
                yield finding(item, place, message, "write an SLO for each")
