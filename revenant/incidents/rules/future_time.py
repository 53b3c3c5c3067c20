"""IN008: an event lies in the future: it cannot have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from revenant.core.problems import Level
from revenant.core.times import format_time
from revenant.incidents.rules.subject import LogSubject
from revenant.linting.engine import Finding

CODE = "IN008"
NAME = "future-time"
LEVEL = Level.ERROR
SUMMARY = "An event lies in the future."

TOLERANCE = timedelta(minutes=5)  # clocks of two machines differ
_CLOCK = "the clock of that computer was wrong; `revenant retract` the event and record it anew"


def check(subject: LogSubject) -> Iterator[Finding]:
    latest = subject.now + TOLERANCE
    for event in subject.snapshot.events:
        if event.at > latest:
            yield subject.at(event, "at", f"{format_time(event.at)} is in the future", subject.amend(event, "at=TIME"))
        if event.recorded is not None and event.recorded > latest:
            yield subject.at(event, "recorded", f"recorded {format_time(event.recorded)}, in the future", _CLOCK)
