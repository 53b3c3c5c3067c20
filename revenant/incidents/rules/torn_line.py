"""IN005: the last line was cut off while being written."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN005"
NAME = "torn-line"
LEVEL = Level.ERROR
SUMMARY = "The last line was cut off while being written."

_HINT = "the next write to this incident moves it to .git/revenant/torn/; nobody was told it was recorded"


def check(subject: LogSubject) -> Iterator[Finding]:
    if subject.log.torn:
        yield Finding(len(subject.rows), 1, "the last line was cut off while being written", _HINT)
