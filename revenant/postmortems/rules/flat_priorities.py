"""AI004: all action items have the same priority, so none has one."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.actions.priorities import priority_of
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI004", "flat-priorities", Level.INFO
SUMMARY = "Four or more action items, and all have the same priority."

_MANY = 4


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    items = [item for item in subject.actions if not item.is_dropped]
    words = {priority_of(item, subject.knowledge.settings.postmortems) for item in items}
    if len(items) >= _MANY and len(words) == 1 and (word := words.pop()):
        hint = "which would you do first? weigh each one's impact and likelihood by itself"
        yield subject.at(items[0].line, "[", f"all {len(items)} action items are {word}", hint)
