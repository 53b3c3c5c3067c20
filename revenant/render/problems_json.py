"""Problems as a JSON array, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.core.problems import Problem
from revenant.render.json import render_json


def render(problems: Sequence[Problem]) -> str:
    """An array of objects: path, line, col, level, code, message, hint, source; line 0 is the whole file."""
    return render_json([problem._asdict() for problem in problems]) + "\n"
