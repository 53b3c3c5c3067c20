"""Problems as JUnit XML, for CI systems that show nothing but tests: a suite for each file, a case for each problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape  # as XML wants it, and light to load
from itertools import groupby

from revenant.core.problems import Level, Problem
from revenant.core.text import one_line
from revenant.linting.engine import NO_RULES, Rules


def render(problems: Sequence[Problem], _rules: Rules = NO_RULES) -> str:
    """Errors and warnings are failures, the rest passes and says its words; no problem at all is one test passed."""
    failed = sum(map(_fails, problems))
    head = f'<testsuites name="revenant" tests="{max(len(problems), 1)}" failures="{failed}" errors="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *(_suites(problems) if problems else _clean())]
    return "".join(f"{line}\n" for line in [*lines, "</testsuites>"])


def _clean() -> list[str]:
    return [_suite("revenant", 1, 0), '    <testcase name="no problems" classname="revenant"/>', "  </testsuite>"]


def _suites(problems: Sequence[Problem]) -> Iterator[str]:
    for path, each in groupby(problems, key=lambda problem: problem.path):
        group = list(each)
        yield _suite(path, len(group), sum(map(_fails, group)))
        for problem in group:
            yield from _case(problem)
        yield "  </testsuite>"


def _suite(name: str, tests: int, failures: int) -> str:
    return f'  <testsuite name={_attribute(name)} tests="{tests}" failures="{failures}" errors="0" skipped="0">'


def _case(problem: Problem) -> Iterator[str]:
    place = f"{problem.line}:{problem.col} " if problem.line else ""
    words = one_line(f"{problem.place}: {problem.level} {problem.code} {problem.message}")
    told = escape(f"{words}\n{one_line(problem.hint)}" if problem.hint else words)
    yield f"    <testcase name={_attribute(place + problem.code)} classname={_attribute(problem.path)}>"
    if _fails(problem):
        yield f'      <failure type="{problem.level}" message={_attribute(problem.message)}>{told}</failure>'
    else:
        yield f"      <system-out>{told}</system-out>"
    yield "    </testcase>"


def _fails(problem: Problem) -> bool:
    return problem.level is not Level.INFO


def _attribute(text: str) -> str:
    """In double quotes; control characters, which XML forbids, are shown as their escapes."""
    return f'"{escape(one_line(text))}"'
