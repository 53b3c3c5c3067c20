"""RB604: an alert's address of its runbook is a template."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.coverage_rules.subject import RuleFileSubject

CODE = "RB604"
NAME = "templated-runbook-url"
LEVEL = Level.INFO
SUMMARY = "An alert's runbook_url is a template, which cannot be checked."


def check(subject: RuleFileSubject) -> Iterator[Finding]:
    for cover in subject.covers:
        alert = cover.alert
        if alert.is_templated:
            message = f"{alert.url_key} of {alert.name} is a template and was not checked"
            yield Finding(alert.url_line, alert.url_col, message, "an address written out can be checked")
