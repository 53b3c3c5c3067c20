"""Problems as a JSON array, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.problems import Problem
from revenant.linting.engine import NO_RULES, Rules
from revenant.render.json import render_json


def render(problems: Sequence[Problem], _rules: Rules = NO_RULES) -> str:
    """An array of objects: path, line, col, level, code, message, hint, source, fixable; line 0 is the whole file."""
    return render_json([problem_data(problem) for problem in problems]) + "\n"


def problem_data(problem: Problem) -> dict[str, Any]:
    """One problem as an object."""
    data = problem._asdict()
    return data | {"fixable": data.pop("fix") is not None}
