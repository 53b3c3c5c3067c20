"""CH007: a change lies in the future: it cannot have been made."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.core.times import format_time
from revenant.incidents.rules.future_time import TOLERANCE
from revenant.linting.engine import Finding
from revenant.signals.change_rules.subject import ChangesSubject

CODE = "CH007"
NAME = "future-change"
LEVEL = Level.ERROR
SUMMARY = "A change lies in the future."

_HINT = "a change is recorded when it has been made; record it anew then, and name this one in its summary"
_CLOCK = "the clock of that computer was wrong"


def check(subject: ChangesSubject) -> Iterator[Finding]:
    latest = subject.now + TOLERANCE
    for line, change in subject.written:
        if change.at > latest:
            yield subject.at(line, "at", f"{format_time(change.at)} is in the future", _HINT)
        if change.recorded is not None and change.recorded > latest:
            yield subject.at(line, "recorded", f"recorded {format_time(change.recorded)}, in the future", _CLOCK)
