"""A problem is data with a position; everything that checks yields them, everything that shows sorts them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad a problem is; ERROR gates CI unless `--fail-on` says otherwise."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, threshold: Level) -> bool:
        """Whether this level is at least as bad as `threshold`."""
        order = list(Level)
        return order.index(self) <= order.index(threshold)


class Splice(NamedTuple):
    """Lines `line` to `end`, counted from 1, become `rows`; no rows: the lines go."""

    line: int
    end: int
    rows: tuple[str, ...]


class Fix(NamedTuple):
    """What `lint --fix` puts in place of some lines; every other byte stays.

    `asked`: a matter of taste, made only when the rule is named with --select.
    """

    splices: tuple[Splice, ...]
    asked: bool = False


class Problem(NamedTuple):
    """One finding. Lines and columns count from 1; 0 means the whole file."""

    path: str
    line: int
    col: int
    level: Level
    code: str
    message: str
    hint: str = ""
    source: str = ""
    fix: Fix | None = None

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}:{self.col}" if self.line else self.path


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place, then code, and drop exact repeats."""
    return sorted(set(problems), key=lambda problem: (*problem[:3], problem.code, problem.message))
