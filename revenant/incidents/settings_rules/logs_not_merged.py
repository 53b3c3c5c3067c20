"""WS007: event logs must merge by union, or two clones conflict in the middle of an incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revenant.core.problems import Level
from revenant.linting.engine import Finding

CODE = "WS007"
NAME = "logs-not-merged"
LEVEL = Level.ERROR
SUMMARY = "Event logs are not merged by union."


class Attributes(NamedTuple):
    """.gitattributes, and which logs git, by it and every other source of attributes, would not merge by union.

    `lacking` are the patterns of those logs: of incidents, changes, drills or overrides.
    """

    path: str
    rows: Sequence[str]
    lacking: Sequence[str]


_WORDS = {
    "incidents/**/*.yaml": "event logs",
    "changes/**/*.yaml": "logs of changes",
    "oncall/overrides.yaml": "overrides of schedules",
}


def check(subject: Attributes) -> Iterator[Finding]:
    for pattern in subject.lacking:
        message = f"{_WORDS.get(pattern, 'drills')} are not merged by union, so two clones conflict"
        yield Finding(0, 0, message, f"add this line: {pattern} merge=union text eol=lf")
