"""Problems as workflow commands, which GitHub shows as annotations on the changed lines.

GitHub shows ten of each kind a step and drops the rest without a word, so the rest is counted here.
https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from revenant.core.problems import Level, Problem
from revenant.core.text import one_line
from revenant.linting.engine import NO_RULES, Rules
from revenant.render.problems_concise import headline

SHOWN = 10
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(problems: Sequence[Problem], _rules: Rules = NO_RULES) -> str:
    """Ten annotations of each level; then a line that counts the rest, and the rest without annotation."""
    seen: Counter[Level] = Counter()
    shown: list[str] = []
    rest: list[str] = []
    for problem in problems:
        seen[problem.level] += 1
        if seen[problem.level] <= SHOWN:
            shown.append(_annotation(problem))
        else:
            rest.append(headline(problem))
    more = [f"and {len(rest)} more, which GitHub would not show:"] if rest else []
    return "".join(f"{_inert(line)}\n" for line in [*shown, *more, *map(_plain, rest)])


def _inert(line: str) -> str:
    """Without the older form of a workflow command, which counts anywhere in a line."""
    return line.replace("##[", "## [")


def _plain(line: str) -> str:
    """A line that is no workflow command, whatever the file is called."""
    return f"- {line}" if line.lstrip().startswith("::") else line


def _annotation(problem: Problem) -> str:
    place = {"file": problem.path}
    if problem.line:
        place |= {"line": str(problem.line), "col": str(problem.col)}
    place["title"] = problem.code
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    hint = f"\n{one_line(problem.hint)}" if problem.hint else ""
    return f"::{_COMMANDS[problem.level]} {properties}::{_data(one_line(problem.message) + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
