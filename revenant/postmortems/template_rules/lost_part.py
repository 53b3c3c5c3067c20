"""PM203: a template has a part that no draft shows."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.template_rules.subject import TemplateSubject

CODE, NAME, LEVEL = "PM203", "lost-part", Level.WARNING
SUMMARY = "A template that extends another has a part that no draft shows."
_HINT = "`revenant postmortem templates` lists the blocks of each template; text belongs into one of them"


def check(subject: TemplateSubject) -> Iterator[Finding]:
    """A misspelt block is no mistake to Jinja: it is only never asked for."""
    for lost in subject.lost:
        yield Finding(lost.line, 1, lost.why, _HINT)
