"""RB601: an alert has no runbook."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.coverage_rules.subject import RuleFileSubject

CODE = "RB601"
NAME = "alert-without-runbook"
LEVEL = Level.WARNING
SUMMARY = "An alert has no runbook; an error where it pages somebody."


def check(subject: RuleFileSubject) -> Iterator[Finding]:
    """Where its address leads nowhere, RB603 has said so."""
    for cover in subject.covers:
        if cover.is_missing and not cover.is_dead:
            alert = cover.alert
            pages = subject.coverage.pages(alert)
            severity = f" ({alert.severity})" if alert.severity else ""
            yield Finding(
                alert.line,
                alert.col,
                f"no runbook for {alert.name}{severity}",
                "name it under `alerts` in a runbook, or give it an annotation runbook_url",
                Level.ERROR if pages else LEVEL,
            )
