"""AU002: a log was deleted or renamed."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.incidents.history import LogLoss
from revenant.linting.engine import Finding

CODE = "AU002"
NAME = "removed-log"
LEVEL = Level.ERROR
SUMMARY = "A log was deleted or renamed."

_HINT = "`git restore --source COMMIT~1 FILE` brings it back; `revenant cancel` calls an incident off"


def check(subject: LogLoss) -> Iterator[Finding]:
    if subject.deleted and subject.missing:
        yield Finding(0, 0, f"removes the log with its {len(subject.rows)} lines", _HINT)
