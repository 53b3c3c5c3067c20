"""RB600: a file of alert rules cannot be read: not UTF-8, no YAML, or with aliases."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.coverage_rules.subject import RuleFileSubject

CODE = "RB600"
NAME = "unreadable-alert-rules"
LEVEL = Level.ERROR
SUMMARY = "A file of alert rules cannot be read."


def check(subject: RuleFileSubject) -> Iterator[Finding]:
    if subject.complaint:
        said = subject.complaint
        hint = "YAML without aliases and repeated keys; a template has to be rendered first"
        yield Finding(said.line, said.col, said.message, hint)
