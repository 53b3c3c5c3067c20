"""RB302: a link leads to a heading that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.links.following import State
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB302"
NAME = "missing-anchor"
LEVEL = Level.ERROR
SUMMARY = "A link leads to a heading that is not there."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    for link, outcome in subject.library.links(subject.runbook):
        if outcome.state is State.DEAD_ANCHOR:
            where = "here" if outcome.path == subject.path else f"in {outcome.path}"
            hint = (
                f"the nearest is #{outcome.near}" if outcome.near else "link to a heading that is there, or to the page"
            )
            yield Finding(link.line, link.col, f"no heading #{outcome.anchor} {where}", hint)
