"""SL016: a threshold metric that an SLO refers to, and nothing it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL016"
NAME = "uncompared-metric"
LEVEL = Level.ERROR
SUMMARY = "A threshold metric that an SLO refers to, and nothing it is compared with."


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        for number, objective in enumerate(slo.objectives):
            indicator = objective.indicator or slo.indicator
            if indicator.value is not None and (not objective.op or objective.value is None):
                message = f"{indicator.name} is a thresholdMetric, and {objective.name!r} does not say op and value"
                hint = "op: lte, value: 0.45 makes every value up to 0.45 a good one"
                yield finding(item, ("spec", "objectives", number), message, hint)
