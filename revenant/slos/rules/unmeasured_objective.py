"""SL009: an objective that no measurement reaches: no values, no query, no recorded impact."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL009"
NAME = "unmeasured-objective"
LEVEL = Level.WARNING
SUMMARY = "An objective that no measurement reaches: no values, no query, no recorded impact."


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        blind = [
            number for number, each in enumerate(slo.objectives) if not (each.indicator or slo.indicator).has_query
        ]
        if not blind or subject.known.is_measured(slo):
            continue
        for number in blind:
            message = f"nothing tells whether {slo.objectives[number].name!r} is kept"
            hint = f"write slos/data/{slo.name}.csv, give its indicator a query, or record impact with --slo {slo.name}"
            yield finding(item, ("spec", "objectives", number), message, hint)
