"""The next target an open incident will miss, from what its severity promises."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot

Target = Literal["acknowledge", "update", "resolve"]


class Deadline(NamedTuple):
    """By when `target` is due."""

    target: Target
    due: datetime

    def left(self, now: datetime) -> timedelta:
        """Time left; negative when it was missed."""
        return self.due - now


def deadlines(it: IncidentSnapshot, settings: Settings) -> list[Deadline]:
    """Every target still to be met, soonest first; none once nobody has to respond."""
    if not it.is_open or it.detected_at is None:
        return []
    since: dict[Target, datetime | None] = {
        "acknowledge": None if it.is_answered else it.detected_at,
        "update": it.last_word_at if it.is_answered else None,
        "resolve": it.detected_at,
    }
    targets = settings.targets(it.severity)
    found = [
        Deadline(name, due)
        for name, start in since.items()
        if start is not None and (due := _later(start, targets.span(name))) is not None
    ]
    return sorted(found, key=lambda deadline: deadline.due)


def _later(start: datetime, span: timedelta | None) -> datetime | None:
    """`start` plus `span`; None without a span, or where the calendar ends before it."""
    try:
        return None if span is None else start + span
    except OverflowError:
        return None
