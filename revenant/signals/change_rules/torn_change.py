"""CH005: the last line was cut off while being written."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH005"
NAME = "torn-change"
LEVEL = Level.ERROR
SUMMARY = "The last line was cut off while being written."

_HINT = "the next change of that day moves it to .git/revenant/torn/; nobody was told it was recorded"


def check(subject: ChangesSubject) -> Iterator[Finding]:
    if subject.log.torn:
        yield Finding(len(subject.rows), 1, "the last line was cut off while being written", _HINT)
