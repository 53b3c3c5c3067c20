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
    """.gitattributes, and what git makes of it (and of every other source of attributes) for an event log."""

    path: str
    rows: Sequence[str]
    is_union: bool


_HINT = "add this line: incidents/**/*.yaml merge=union text eol=lf"


def check(subject: Attributes) -> Iterator[Finding]:
    if not subject.is_union:
        yield Finding(0, 0, "event logs are not merged by union, so two clones conflict", _HINT)
