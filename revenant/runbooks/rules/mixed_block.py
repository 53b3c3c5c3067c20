"""RB409: a block looks first and changes something afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.outline import Fence
from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.commands.judging import judge
from revenant.runbooks.commands.shell import Typed, typed
from revenant.runbooks.commands.tools import Effect
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB409"
NAME = "mixed-block"
LEVEL = Level.INFO
SUMMARY = "A block reads something and then changes something."


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """A look after the change is how one verifies it; that is no finding."""
    if not subject.is_native:
        return
    for fence in subject.runbook.outline.fences:
        if command := _change_after_look(fence):
            message = "this changes something, in a block that looks at something first"
            hint = "make two blocks: whoever pastes this one changes it before having read"
            yield subject.at(command.line, command.text.strip(), message, hint)


def _change_after_look(fence: Fence) -> Typed | None:
    has_looked = False
    for command in typed(fence):
        effect = judge(command).effect
        if effect == Effect.CHANGES:
            return command if has_looked else None
        has_looked = has_looked or effect == Effect.READS
    return None
