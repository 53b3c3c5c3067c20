"""AI006: every action item softens the blow or changes a procedure; none prevents or detects."""

from __future__ import annotations

from collections.abc import Iterator

from revenant.core.problems import Level
from revenant.linting.engine import Finding
from revenant.postmortems.actions.item import TYPES
from revenant.postmortems.subject import PostmortemSubject

CODE, NAME, LEVEL = "AI006", "only-mitigation", Level.INFO
SUMMARY = "Action items only mitigate or change procedures; none prevents or detects."

_BEFORE = frozenset(("prevent", "detect"))


def check(subject: PostmortemSubject) -> Iterator[Finding]:
    """Silent while one of them does not say what it is for."""
    items = [item for item in subject.actions if not item.is_dropped]
    words = {item.fields.get("type", "").lower() for item in items}
    if items and words <= set(TYPES) and not words & _BEFORE:
        message = (
            f"none of {len(items)} action items prevents or detects it"
            if len(items) > 1
            else ("the only action item neither prevents nor detects it")
        )
        hint = "what would have stopped it, or shown it sooner? type: prevent or type: detect"
        yield subject.at(items[0].line, "type:", message, hint)
