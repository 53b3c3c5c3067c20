"""The engine adds what a rule need not know, and leaves what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revenant.core.problems import Level, Problem, in_order
from revenant.linting.engine import Finding, run_rules


class Page(NamedTuple):
    path: str
    rows: Sequence[str]


class Shouting:
    """A rule; in the registries a module stands in its place."""

    CODE = "XX001"
    NAME = "shouting"
    LEVEL = Level.WARNING
    SUMMARY = "Capitals."

    def check(self, subject: Page) -> Iterator[Finding]:
        for number, row in enumerate(subject.rows, start=1):
            if row.isupper():
                yield Finding(number, 1, "do not shout")
                yield Finding(number, 1, "do not shout")
        yield Finding(0, 0, "a page", level=Level.INFO)
        yield Finding(99, 1, "a line that is not there")


def found(*rows: str, path: str = "a.md") -> list[Problem]:
    return in_order(run_rules({"XX001": Shouting()}, Page(path, rows)))


def test_path_code_level_and_source_are_added_once() -> None:
    assert found("quiet", "LOUD")[1] == Problem("a.md", 2, 1, Level.WARNING, "XX001", "do not shout", "", "LOUD")
    assert len(found("quiet", "LOUD")) == 3


def test_a_finding_may_have_a_level_of_its_own() -> None:
    assert found()[0].level is Level.INFO


def test_lines_that_are_not_there_have_no_source() -> None:
    assert [problem.source for problem in found("quiet")] == ["", ""]


def test_undecodable_bytes_stay_printable() -> None:
    loud = found("caf\udce9".upper(), path="\udce9.md")[1]
    assert (loud.source, loud.path) == ("CAF\ufffd", "\ufffd.md")
