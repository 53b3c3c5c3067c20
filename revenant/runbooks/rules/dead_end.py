"""RB206: a runbook that is out of use leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB206"
NAME = "dead-end"
LEVEL = Level.WARNING
SUMMARY = "A deprecated runbook does not say which one replaces it, or names one that does not exist."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    if not subject.is_native:
        return
    keys = subject.runbook.head.keys
    heir = str(keys.get("replaced_by") or "")
    if not heir:
        if subject.runbook.is_deprecated:
            yield subject.at_key("status", "deprecated, and nothing says what to use instead", "add `replaced_by: ID`")
    elif heir not in subject.library.replacements:
        yield subject.at_key("replaced_by", f"no runbook has the id {heir!r}", "revenant runbook list shows them all")
    elif chain := _circle(subject, heir):
        yield subject.at_key("replaced_by", f"the way goes in a circle: {' → '.join(chain)}", "name one that is in use")


def _circle(subject: RunbookSubject, heir: str) -> list[str]:
    """The way from this runbook over what replaces it, if it comes back."""
    way = [subject.runbook.id]
    while heir and heir not in way:
        way.append(heir)
        heir = subject.library.replacements.get(heir, "")
    return [*way, heir] if heir == way[0] else []
