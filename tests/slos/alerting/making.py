"""SLOs as rules are made of, each with the one thing a test is about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from revenant.slos.alerting.alerts import Terms
from revenant.slos.alerting.generating import Generated, generate
from revenant.slos.alerting.rules import Alerting, Recording
from revenant.slos.slo import Indicator, Objective, Query, Slo
from revenant.slos.window import Window

ERRORS, REQUESTS = 'http_requests_total{code=~"5.."}', "http_requests_total"


def query(text: str, kind: str = "Prometheus") -> Query:
    return Query(type=kind, query=text)


def ratio(good: str = "", bad: str = "", total: str = REQUESTS, *, counter: bool = True) -> Indicator:
    return Indicator(
        is_counter=counter,
        good=query(good) if good else None,
        bad=query(bad) if bad else None,
        total=query(total),
    )


def slo(indicator: Indicator | None = None, **changed: Any) -> Slo:
    """An SLO of 99.9 % over four weeks, whose bad events are counted."""
    objective = changed.pop("objective", Objective(name="three nines", target=0.999))
    given: dict[str, Any] = {
        "name": "checkout-availability",
        "title": "Checkout answers",
        "service": "checkout",
        "window": Window(length=timedelta(days=28), text="4w"),
        "objectives": (objective,),
        "indicator": indicator or ratio(bad=ERRORS),
    }
    return Slo(**(given | changed))


def generated(*slos: Slo, **terms: Any) -> Generated:
    return generate(slos, Terms(**terms))


def expressions(found: Generated) -> dict[str, str]:
    """What is recorded, by name."""
    return {rule.record: rule.expr for group in found.groups for rule in group.rules if isinstance(rule, Recording)}


def alerts(found: Generated) -> list[Alerting]:
    return [rule for group in found.groups for rule in group.rules if isinstance(rule, Alerting)]
