"""RB603: an alert's address of its runbook leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.coverage import Cover
from revenant.runbooks.coverage_rules.subject import RuleFileSubject
from revenant.runbooks.links.following import State

CODE = "RB603"
NAME = "dead-runbook-url"
LEVEL = Level.ERROR
SUMMARY = "An alert's runbook_url leads to a file or heading that is not there."


def check(subject: RuleFileSubject) -> Iterator[Finding]:
    for cover in subject.covers:
        if cover.is_dead:
            yield _finding(cover)


def _finding(cover: Cover) -> Finding:
    alert, outcome = cover.alert, cover.outcome
    if outcome is None:
        raise TypeError(alert)
    near = outcome.near
    if outcome.state is State.DEAD_ANCHOR:
        message = f"{alert.url_key} of {alert.name}: no heading #{outcome.anchor} in {outcome.path}"
        hint = f"the nearest is #{near}" if near else "link to a heading that is there, or to the page"
    else:
        message = f"{alert.url_key} of {alert.name}: no file {outcome.path}"
        hint = f"the nearest is {near}" if near else "write that runbook, or correct the address"
    return Finding(alert.url_line, alert.url_col, message, hint)
