"""SL007: an alert that no outage can raise, because nothing burns so fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.burning.rates import BurnWindow, fitting, most_possible
from revenant.slos.documents.document import Item
from revenant.slos.durations import written
from revenant.slos.rules.subject import SloSubject, finding
from revenant.slos.slo import BurnAlert, Objective, Slo

CODE = "SL007"
NAME = "unreachable-alert"
LEVEL = Level.WARNING
SUMMARY = "An alert that no outage can raise, because nothing burns so fast."


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        for number, objective in enumerate(slo.objectives):
            most = most_possible(objective)
            if most is not None:
                yield from _evaluated(item, slo, number, most, subject.known.burns)
                yield from _own(item, slo, objective, most)


def _evaluated(item: Item, slo: Slo, number: int, most: Fraction, burns: Sequence[BurnWindow]) -> Iterator[Finding]:
    """The alerts of `slo burn`, which need a rate strictly above their factor."""
    for each in fitting(burns, slo.window.length):
        factor = each.factor(slo.window.length)
        if most <= factor:
            kind = "page" if each.pages else "ticket"
            message = (
                f"the {kind} for {float(each.share * 100):g} % of the budget in {written(each.long)}"
                f" needs a burn rate above {float(factor):.4g}, and a total outage burns at {float(most):.4g}"
            )
            hint = f"a target above {float(1 - 1 / factor):.2%}".replace("%", " %") + " could raise it"
            yield finding(item, ("spec", "objectives", number), message, hint)


def _own(item: Item, slo: Slo, objective: Objective, most: Fraction) -> Iterator[Finding]:
    """The alerts that the document asks for."""
    for alert in slo.alerts:
        if _is_out_of_reach(alert, float(most)):
            message = (
                f"the alert {alert.name or alert.severity} waits for a burn rate {alert.op} {alert.threshold:g} of"
                f" {objective.name!r}, and a total outage burns at {float(most):.4g}"
            )
            yield finding(item, ("spec", "alertPolicies", alert.entry), message, "lower the threshold")


def _is_out_of_reach(alert: BurnAlert, most: float) -> bool:
    match alert.op:
        case "gt":
            return alert.threshold >= most
        case "gte":
            return alert.threshold > most
        case "lt":
            return alert.threshold <= 0
    return alert.threshold < 0
