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
    """.gitattributes, and which logs git, by it and every other source of attributes, would not merge by union."""

    path: str
    rows: Sequence[str]
    lacking: Sequence[str]


_WORDS = {"incidents": "event logs", "changes": "logs of changes"}


def check(subject: Attributes) -> Iterator[Finding]:
    for folder in subject.lacking:
        message = f"{_WORDS[folder]} are not merged by union, so two clones conflict"
        yield Finding(0, 0, message, f"add this line: {folder}/**/*.yaml merge=union text eol=lf")
