"""RB406: a command uses a variable that nothing gives a value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.runbooks.commands.shell import typed
from revenant.runbooks.commands.variables import assigned, is_well_known, may_assign_any, used
from revenant.runbooks.rules.subject import RunbookSubject

CODE = "RB406"
NAME = "undefined-variable"
LEVEL = Level.WARNING
SUMMARY = "A command uses a variable that is no input and is set nowhere before."

_CODE = re.compile(r"`([^`]+)`")
_VARIABLE = re.compile(r"\$\{?[A-Za-z_]")


def check(subject: RunbookSubject) -> Iterator[Finding]:
    """Each variable once a file. A legacy text may explain one in its words; then nothing is said."""
    runbook = subject.runbook
    if runbook.is_index or not any(_VARIABLE.search(row) for fence in runbook.outline.fences for row in fence.rows):
        return
    known = {entry.name for entry in runbook.matter.inputs} if runbook.matter else set()
    for line, name in _unknown(subject, known):
        if subject.is_native:
            hint = f"add {{name: {name}}} to the inputs of the front matter, or set it in an earlier block"
            yield subject.at(line, f"${name}", f"${name} is no input, and is set nowhere before", hint)
        elif name.isupper() and not _is_explained(subject, name):
            hint = "set it in an earlier block, or say what it is"
            yield subject.at(line, name, f"nothing says what ${name} is", hint, Level.INFO)


def _unknown(subject: RunbookSubject, known: set[str]) -> Iterator[tuple[int, str]]:
    """Variables with the line of their first use. What reads a file of settings may define all that follow."""
    for line, text in _commands(subject):
        if may_assign_any(text):
            return
        known |= assigned(text)
        for name in used(text):
            if name not in known and not is_well_known(name):
                known.add(name)
                yield line, name


def _commands(subject: RunbookSubject) -> Iterator[tuple[int, str]]:
    """Commands of all blocks, and what stands as code beside a label such as Rollback."""
    for fence in subject.runbook.outline.fences:
        yield from ((command.line, command.text) for command in typed(fence))
    for step in subject.native_steps:
        for label in step.labels:
            yield from ((label.line, code) for code in _CODE.findall(label.text))


def _is_explained(subject: RunbookSubject, name: str) -> bool:
    return any(name in text.text for text in subject.runbook.outline.texts)
