"""RB402: a command changes something where people only look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.core.outline import Fence
from revenant.core.problems import Level
from revenant.core.text import shorten
from revenant.linting.engine import Finding
from revenant.runbooks.commands.judging import judge
from revenant.runbooks.commands.shell import Typed, typed
from revenant.runbooks.commands.tools import Effect
from revenant.runbooks.document import Category, Section
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB402"
NAME = "changing-in-diagnosis"
LEVEL = Level.ERROR
SUMMARY = "A command changes something in an INFO_ONLY step, or in Diagnosis outside a step that says so."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """One finding a block: its first command that changes something."""
    runbook = subject.runbook
    if runbook.is_index or not runbook.outline.fences:
        return
    for step in runbook.steps if subject.is_native else ():
        if step.category == Category.INFO_ONLY:
            message = f"step {step.id or repr(step.title)} is INFO_ONLY, and this changes something"
            hint = "make the step SAFE_REVERSIBLE or RISKY, or move the command to Mitigation"
            yield from _found(subject, step.fences, message, hint, None)
    hint = "move it to Mitigation, or into a step with a category"
    yield from _found(subject, _loose(subject), "this changes something, and stands in Diagnosis", hint, Level.WARNING)


def _loose(subject: RunbookSubject) -> Iterable[Fence]:
    """Blocks of Diagnosis that no step speaks for. Where there is no Mitigation, Diagnosis is both."""
    runbook = subject.runbook
    if not {Section.DIAGNOSIS, Section.MITIGATION} <= runbook.sections:
        return []
    if not runbook.is_native:
        return [fence for step in runbook.steps if step.section == Section.DIAGNOSIS for fence in step.fences]
    spoken = {fence.line for step in runbook.steps if step.category != Category.UNCLASSIFIED for fence in step.fences}
    parts = [passage for passage in runbook.passages if passage.kind == Section.DIAGNOSIS]
    return [
        fence
        for fence in runbook.outline.fences
        if fence.line not in spoken and any(part.line < fence.line <= part.end for part in parts)
    ]


def _found(
    subject: RunbookSubject, fences: Iterable[Fence], message: str, hint: str, level: Level | None
) -> Iterator[Finding]:
    for fence in fences:
        if command := _first_change(typed(fence)):
            shown = shorten(" ".join(command.text.split()), 60)
            yield subject.at(command.line, command.text.strip(), f"{message}: {shown}", hint, level)


def _first_change(commands: Iterable[Typed]) -> Typed | None:
    return next((command for command in commands if judge(command).effect == Effect.CHANGES), None)
