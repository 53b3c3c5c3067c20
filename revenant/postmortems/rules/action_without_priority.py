"""AI003: no priority follows from an open action item: its impact or its likelihood is not said."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.actions import ActionItem
from revenant.postmortems.actions.priorities import LEVELS, priority_of
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI003", "action-without-priority", Level.INFO
SUMMARY = "An open action item does not say impact and likelihood, so it has no priority."


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    for item in subject.actions:
        if item.is_open and not priority_of(item, subject.knowledge.settings.postmortems):
            words = "; ".join(f"{name}: {', '.join(LEVELS[:-1])} or {LEVELS[-1]}" for name in ("impact", "likelihood"))
            yield subject.at(item.line, item.id or "[", f"{item.name} has no priority: {_why(item)}", words)


def _why(item: ActionItem) -> str:
    said = {name: item.fields.get(name, "") for name in ("impact", "likelihood")}
    lacking = [name for name, word in said.items() if not word]
    if lacking:
        return f"no {' and no '.join(lacking)}"
    return ", ".join(f"{name} is {word!r}" for name, word in said.items() if word.lower() not in LEVELS)
