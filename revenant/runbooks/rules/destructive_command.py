"""RB405: a command destroys what cannot be had back, in a step that is not RISKY."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.outline import Fence
from revenant.core.problems import Level
from revenant.core.text import shorten
from revenant.linting.engine import Finding
from revenant.runbooks.commands.judging import judge, judge_statements
from revenant.runbooks.commands.shell import typed
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB405"
NAME = "destructive-command"
LEVEL = Level.ERROR
SUMMARY = "A command that destroys something stands in a step that is not RISKY."

_SQL = frozenset(["sql", "psql", "postgresql", "mysql", "pgsql"])


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """Steps without a category count as RISKY; RB401 names them."""
    if not subject.is_native:
        return
    for step in subject.native_steps:
        for fence in () if step.category.is_risky else step.fences:
            for line, text in _destructive(fence):
                shown = shorten(" ".join(text.split()), 60)
                message = f"step {step.id or repr(step.title)} is {step.category}, and this destroys: {shown}"
                yield subject.at(line, text.strip(), message, "make the step RISKY, with Verify and Rollback")


def _destructive(fence: Fence) -> Iterator[tuple[int, str]]:
    if fence.language in _SQL:
        text = "\n".join(fence.rows)
        if judge_statements(text).destroys:
            yield fence.first, text
    for command in typed(fence):
        if judge(command).destroys:
            yield command.line, command.text
