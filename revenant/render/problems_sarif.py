"""Problems as SARIF 2.1.0, which GitHub's code scanning and many editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from revenant import __version__
from revenant.core.problems import Level, Problem
from revenant.core.text import one_line
from revenant.linting.baseline import fingerprints
from revenant.linting.engine import NO_RULES, Rules
from revenant.render.json import render_json

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def render(problems: Sequence[Problem], rules: Rules = NO_RULES) -> str:
    """One log of one run, with the rules that found something."""
    codes = sorted({problem.code for problem in problems})
    described = [_rule(code, rules) for code in codes]
    found = zip(problems, fingerprints(problems), strict=True)
    run = {
        "tool": {"driver": {"name": "revenant", "version": __version__, "rules": described}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, name, codes.index(problem.code)) for problem, name in found],
    }
    return render_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(code: str, rules: Rules) -> dict[str, Any]:
    explained = {"text": f"Explain it: revenant runbook rule {code}"}
    rule = rules.get(code)
    if rule is None:
        return {"id": code, "help": explained}
    return {
        "id": code,
        "name": rule.NAME,
        "shortDescription": {"text": rule.SUMMARY},
        "defaultConfiguration": {"level": _LEVELS[rule.LEVEL]},
        "help": explained,
    }


def _result(problem: Problem, fingerprint: str, index: int) -> dict[str, Any]:
    hint = f"\n{one_line(problem.hint)}" if problem.hint else ""
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.level],
        "message": {"text": one_line(problem.message) + hint},
        "locations": [{"physicalLocation": _location(problem)}],
        "partialFingerprints": {"revenant/v1": fingerprint},
    }


def _location(problem: Problem) -> dict[str, Any]:
    file = {"artifactLocation": {"uri": quote(problem.path), "uriBaseId": "%SRCROOT%"}}
    region = {"region": {"startLine": problem.line, "startColumn": max(problem.col, 1)}}
    return file | region if problem.line else file
