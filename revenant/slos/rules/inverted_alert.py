"""SL008: an alert that is raised as long as little burns."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.slos.rules.subject import SloSubject, finding

CODE = "SL008"
NAME = "inverted-alert"
LEVEL = Level.WARNING
SUMMARY = "An alert that is raised as long as little burns."
_TURNED = {"lt": "gt", "lte": "gte"}


def check(subject: SloSubject) -> Iterator[Finding]:
    for item, slo in subject.slos:
        for alert in slo.alerts:
            if alert.op in _TURNED:
                message = f"the alert {alert.name or alert.severity} is raised while the burn rate is low"
                message += f": {alert.op} {alert.threshold:g}"
                yield finding(
                    item, ("spec", "alertPolicies", alert.entry), message, f"did you mean {_TURNED[alert.op]}?"
                )
