"""What the rules for change logs look at: the log of one day, and what the workspace knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from revenant.core.problems import Level
from revenant.incidents.log import BrokenLine
from revenant.incidents.rules.subject import column
from revenant.linting.engine import Finding
from revenant.signals.changes import Change


class ChangeLog(NamedTuple):
    """What a file holds, line by line."""

    changes: Sequence[Change]
    lines: Sequence[int]
    broken: Sequence[BrokenLine]
    torn: str


class ChangesSubject(NamedTuple):
    """The changes of one day. `services` and `environments` are empty where the workspace declares none."""

    path: str
    rows: Sequence[str]
    log: ChangeLog
    now: datetime
    services: frozenset[str] = frozenset()
    environments: frozenset[str] = frozenset()

    @property
    def written(self) -> Iterator[tuple[int, Change]]:
        """Every change with its line."""
        return zip(self.log.lines, self.log.changes, strict=True)

    def at(self, line: int, key: str, message: str, hint: str = "", level: Level | None = None) -> Finding:
        """A finding at `key` of a line."""
        return Finding(line, column(self.rows[line - 1], key), message, hint, level)
