"""PM201: a template cannot be rendered."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.template_rules.subject import Failure, TemplateSubject

CODE, NAME, LEVEL = "PM201", "template-fails", Level.ERROR
SUMMARY = "A template cannot be rendered."
_HINT = "docs/how-to/postmortem-templates.md lists what a template may use"


def check(subject: TemplateSubject) -> Iterator[Finding]:
    """Tried before somebody needs a draft: with an incident of which nothing, or everything, is recorded."""
    told: set[tuple[int, str]] = set()
    for failure in subject.failures:
        line, message = _place(subject, failure), _message(subject, failure)
        if (line, failure.fault.why) not in told:
            told.add((line, failure.fault.why))
            yield Finding(line, 1, message, _HINT)


def _place(subject: TemplateSubject, failure: Failure) -> int:
    """The innermost line of this very file that led there."""
    lines = [line for place, line in failure.fault.trail if place == subject.path]
    return lines[-1] if lines else 1


def _message(subject: TemplateSubject, failure: Failure) -> str:
    inner = failure.fault.trail[-1] if failure.fault.trail else (subject.path, 0)
    elsewhere = f" (in {inner[0]}:{inner[1]})" if inner[0] != subject.path else ""
    which = f" in {failure.template}, which is made of it" if failure.template else ""
    trial = f", with an incident with {failure.trial}" if failure.trial else ""
    return f"{failure.fault.why}{elsewhere}{which}{trial}"
