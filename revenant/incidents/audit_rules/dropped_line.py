"""AU014: a push moves a branch so that it loses lines (only with --pre-receive)."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import LogLoss, tombstone
from revenant.linting.engine import Finding

CODE = "AU014"
NAME = "dropped-line"
LEVEL = Level.ERROR
SUMMARY = "A push moves or deletes a branch so that lines of a log are lost."

_HINT = "fetch and merge (`revenant sync`) instead of forcing the push"


def check(subject: LogLoss) -> Iterator[Finding]:
    lost = [row for row in subject.missing if tombstone(subject, row) is None]
    if lost:
        others = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        yield Finding(lost[0].number, 1, f"would lose line {lost[0].number}{others}", _HINT)
