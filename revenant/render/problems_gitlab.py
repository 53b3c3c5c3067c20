"""Problems as GitLab's Code Quality report, which a merge request compares with that of its target.

https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.problems import Level, Problem
from revenant.core.text import one_line
from revenant.linting.baseline import fingerprints
from revenant.linting.engine import NO_RULES, Rules
from revenant.render.json import render_json

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}


def render(problems: Sequence[Problem], _rules: Rules = NO_RULES) -> str:
    """An array of issues. One about a whole file stands at its first line."""
    issues = [_issue(*each) for each in zip(problems, fingerprints(problems), strict=True)]
    return render_json(issues) + "\n"


def _issue(problem: Problem, fingerprint: str) -> dict[str, Any]:
    return {
        "description": one_line(f"{problem.code} {problem.message}"),
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.level],
        "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
    }
