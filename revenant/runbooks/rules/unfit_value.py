"""RB204: a value of the front matter that is not what its key holds."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.document import Input
from revenant.runbooks.rules.subject import RunbookSubject
from revenant.runbooks.walk.patterns import compile_pattern, matches

CODE = "RB204"
NAME = "unfit-value"
LEVEL = Level.ERROR
SUMMARY = "A value of the front matter that does not fit its key."

_HINT = "the keys of a runbook are listed in docs/formats.md"


def check(subject: RunbookSubject) -> Iterator[Finding]:
    if not subject.is_native:
        return
    for complaint in subject.runbook.head.complaints:
        if complaint.is_value:
            yield Finding(complaint.line, complaint.col, complaint.message, _HINT)
    if matter := subject.runbook.matter:
        for entry in matter.inputs:
            yield from _input(subject, entry)
        for alert in matter.alerts:
            if not alert.strip("*?"):
                yield _at(
                    subject, alert, f"{alert!r} claims every alert", "name the alerts, or the beginning of their names"
                )


def _input(subject: RunbookSubject, entry: Input) -> Iterator[Finding]:
    if compile_pattern(entry.pattern) is None:
        hint = "see https://docs.python.org/3/library/re.html"
        yield _at(subject, entry.pattern, f"the pattern of {entry.name} is no regular expression", hint)
    elif entry.example and entry.pattern and matches(entry.pattern, entry.example) is False:
        hint = "the whole value must match; mend one of them"
        yield _at(subject, entry.name, f"the example of {entry.name} does not match its own pattern", hint)


def _at(subject: RunbookSubject, word: str, message: str, hint: str) -> Finding:
    """At the line of the front matter that holds the word."""
    lines = (line for line in range(2, subject.runbook.head.rows) if word and word in subject.rows[line - 1])
    return subject.at(next(lines, 1), word, message, hint)
