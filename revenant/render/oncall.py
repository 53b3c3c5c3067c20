"""Who is on call, as people and machines read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from revenant.core.tables import Column, Table, Value
from revenant.core.times import format_time
from revenant.oncall.schedule import Schedule


def who_table(schedules: Sequence[Schedule], at: datetime) -> Table:
    """One line a schedule."""
    columns = [Column("schedule", "schedule"), Column("on call", "on_call")]
    rows: list[list[Value]] = [[each.name, ", ".join(each.on_call(at)) or "nobody"] for each in schedules]
    return Table("", columns, rows, [] if rows else ["There are no schedules; docs/how-to/on-call.md shows one."])


def who_data(schedule: Schedule, at: datetime) -> dict[str, Any]:
    """What `oncall who --json` says of one."""
    return {"schedule": schedule.name, "at": format_time(at), "on_call": list(schedule.on_call(at))}
