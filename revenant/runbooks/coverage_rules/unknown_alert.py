"""RB602: a runbook names an alert that no rule has."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from fnmatch import fnmatchcase

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.coverage import is_external
from revenant.runbooks.coverage_rules.subject import ClaimSubject

CODE = "RB602"
NAME = "unknown-alert"
LEVEL = Level.INFO
SUMMARY = "A runbook names an alert that no rule has."


def check(subject: ClaimSubject) -> Iterator[Finding]:
    """Only what the front matter states: names of files and headings may be anything."""
    if subject.alerts is None:
        return
    stated = subject.runbook.head.keys.get("alerts")
    for alert in map(str, stated if isinstance(stated, list) else []):
        if not is_external(alert, subject.settings) and not _is_known(alert, subject.alerts):
            line, col = subject.place(alert)
            near = get_close_matches(alert, sorted(subject.alerts), n=1)
            hint = f"did you mean {near[0]}?" if near else "if its rules live elsewhere: runbooks.external_alerts"
            yield Finding(line, col, f"no rule has the alert {alert}", hint)


def _is_known(alert: str, known: frozenset[str]) -> bool:
    return alert in known or (bool(set("*?[") & set(alert)) and any(fnmatchcase(each, alert) for each in known))
