"""AU001: a line of a log was changed or removed."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import LogLoss, tombstone
from revenant.incidents.lines import Row
from revenant.linting.engine import Finding

CODE = "AU001"
NAME = "changed-line"
LEVEL = Level.ERROR
SUMMARY = "A line of a log was changed or removed."

_HINT = "restore the line as it was; `revenant amend` and `revenant retract` correct an event without touching it"


def check(subject: LogLoss) -> Iterator[Finding]:
    for row in () if subject.deleted else subject.missing:
        if tombstone(subject, row) is None:
            yield Finding(row.number, 1, _what(row.number, subject.heirs(row)), _HINT)


def _what(number: int, heirs: list[Row]) -> str:
    if not heirs:
        return f"removes line {number}"
    moved = "" if heirs[0].number == number else f", now line {heirs[0].number}"
    return f"changes line {number}{moved}"
