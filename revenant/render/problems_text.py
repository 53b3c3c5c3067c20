"""Problems for people: the headline, the line it is about with a caret, and a hint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revenant.core.problems import Problem
from revenant.core.text import one_line
from revenant.linting.engine import NO_RULES, Rules
from revenant.render.problems_concise import headline

_WIDTH = 100
_BEFORE = 40


def render(problems: Sequence[Problem], _rules: Rules = NO_RULES) -> str:
    """Each problem over up to four lines."""
    return "".join(f"{line}\n" for problem in problems for line in _lines(problem))


def _lines(problem: Problem) -> Iterator[str]:
    yield headline(problem)
    if problem.source.strip():
        source, caret = _excerpt(problem.source, problem.col)
        yield f"  {source}"
        yield f"  {' ' * caret}^"
    if problem.hint:
        yield f"  hint: {one_line(problem.hint)}"


def _excerpt(source: str, col: int) -> tuple[str, int]:
    """The part of a long line around column `col`, and where in it the caret stands, counted in characters."""
    caret = len(one_line(source[: max(col - 1, 0)]))
    shown = one_line(source)
    start = max(0, min(caret - _BEFORE, len(shown) - _WIDTH))
    head, tail = ("…" if start else ""), ("…" if len(shown) > start + _WIDTH else "")
    return head + shown[start : start + _WIDTH] + tail, caret - start + len(head)
