"""How problems are written, by format. To add one: a module with `render` and a line here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from revenant.core.problems import Level, Problem
from revenant.linting.engine import Rules
from revenant.render import (
    problems_concise,
    problems_github,
    problems_gitlab,
    problems_json,
    problems_junit,
    problems_sarif,
    problems_text,
)


class Format(Protocol):
    """A format is a module: problems, already in order, become one text. `rules` say what the codes mean."""

    def render(self, problems: Sequence[Problem], rules: Rules = ..., /) -> str: ...


FORMATS: dict[str, Format] = {
    "text": problems_text,
    "concise": problems_concise,
    "json": problems_json,
    "github": problems_github,
    "gitlab": problems_gitlab,
    "sarif": problems_sarif,
    "junit": problems_junit,
}
# Their readers know files by their paths from the repository's root, not from the workspace's.
FROM_REPOSITORY = frozenset({"github", "gitlab", "sarif"})


def tally(
    problems: Sequence[Problem], checked: Sequence[str], unchecked: Sequence[str], notes: Sequence[str] = ()
) -> str:
    """In one line: how many problems of which level, what was looked at, what was not, and what else to say."""
    found = Counter(problem.level for problem in problems)
    numbers = [_count(found[level], level) for level in Level if found[level]]
    looked = f"checked {', '.join(checked)}" if checked else "nothing was checked"
    passed_over = f"; not checked: {', '.join(unchecked)}" if unchecked else ""
    return f"{', '.join(numbers) or 'no problems'}; {'; '.join((looked + passed_over, *notes))}"


def _count(number: int, level: Level) -> str:
    plural = "" if number == 1 or level is Level.INFO else "s"
    return f"{number} {level}{plural}"
