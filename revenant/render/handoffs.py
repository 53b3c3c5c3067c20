"""Handoffs, as people and machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from revenant.core.tables import Column, Table, Tone, Value
from revenant.core.times import format_time
from revenant.oncall.handing.document import HandoffMatter, HandoffPage

_COLUMNS = [
    Column("handed off", "at"),
    Column("schedule", "schedule"),
    Column("from", "from"),
    Column("to", "to"),
    Column("accepted", "accepted"),
    Column("page", "page", wide=True),
]


def handoff_table(pages: Sequence[HandoffPage]) -> Table:
    """One line a handoff, the latest last."""
    rows: list[list[Value]] = [
        [
            format_time(page.matter.at),
            page.matter.schedule,
            ", ".join(page.matter.from_),
            ", ".join(page.matter.to),
            _accepted(page.matter),
            page.path,
        ]
        for page in pages
    ]
    tones = [Tone.WARN if page.waits else Tone.PLAIN for page in pages]
    return Table("", _COLUMNS, rows, [] if rows else ["Nothing was handed off yet."], tones)


def _accepted(matter: HandoffMatter) -> str:
    done = matter.accepted
    if done is None:
        return "not yet"
    return format_time(done.at) if done.by in matter.to else f"{format_time(done.at)} by {done.by}"


def handoff_data(path: str, matter: HandoffMatter) -> dict[str, Any]:
    """What `oncall handoff --json` and `oncall accept --json` say."""
    done = matter.accepted
    return {
        "page": path,
        "schedule": matter.schedule,
        "from": matter.from_,
        "to": matter.to,
        "at": format_time(matter.at),
        "since": format_time(matter.since) if matter.since else None,
        "incidents": matter.incidents,
        "accepted": {"by": done.by, "at": format_time(done.at)} if done else None,
    }
