"""Problems one a line, `path:line:col: error CODE message`, as editors and grep read them."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.problems import Problem
from revenant.core.text import one_line
from revenant.linting.engine import NO_RULES, Rules


def render(problems: Sequence[Problem], _rules: Rules = NO_RULES) -> str:
    """One line a problem."""
    return "".join(f"{headline(problem)}\n" for problem in problems)


def headline(problem: Problem) -> str:
    """The problem in one harmless line."""
    return one_line(f"{problem.place}: {problem.level} {problem.code} {problem.message}")
