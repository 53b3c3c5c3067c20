"""Runs rules over one subject: a rule says what and where, the engine adds path, code, level and source line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

from revenant.core.problems import Fix, Level, Problem
from revenant.core.text import encodable


class Finding(NamedTuple):
    """What a rule yields. Lines and columns count from 1, line 0 is the whole file; `level` overrides the rule's.

    `is_secret`: the line itself must not be repeated in a report.
    """

    line: int
    col: int
    message: str
    hint: str = ""
    level: Level | None = None
    fix: Fix | None = None
    is_secret: bool = False


class Subject(Protocol):
    """What rules look at: at least a file's name and its lines."""

    @property
    def path(self) -> str: ...

    @property
    def rows(self) -> Sequence[str]: ...


S = TypeVar("S", bound=Subject)
R = TypeVar("R", bound=Subject, contravariant=True)


class Rule(Protocol[R]):
    """A rule is a module with these names. `check` yields; it neither prints nor touches the disk."""

    CODE: str
    NAME: str
    LEVEL: Level
    SUMMARY: str

    def check(self, subject: R, /) -> Iterable[Finding]: ...


Rules: TypeAlias = Mapping[str, Rule[Any]]
NO_RULES: Rules = {}


def run_rules(rules: Mapping[str, Rule[S]], subject: S) -> Iterator[Problem]:
    """Everything `rules` find in `subject`, in the order of the rules."""
    for rule in rules.values():
        for finding in rule.check(subject):
            yield _problem(rule, subject, finding)


def _problem(rule: Rule[S], subject: S, finding: Finding) -> Problem:
    has_line = 0 < finding.line <= len(subject.rows)
    return Problem(
        path=encodable(subject.path),
        line=finding.line,
        col=finding.col,
        level=finding.level or rule.LEVEL,
        code=rule.CODE,
        message=encodable(finding.message),
        hint=encodable(finding.hint),
        source=encodable(subject.rows[finding.line - 1]) if has_line and not finding.is_secret else "",
        fix=finding.fix,
    )
