"""Schedules for tests, written as people write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from revenant.oncall.documents.schedules import ScheduleDocument
from revenant.oncall.documents.scheduling import schedule_of
from revenant.oncall.schedule import Schedule


def schedule(*layers: dict[str, Any], zone: str = "UTC", **more: Any) -> Schedule:
    """A schedule of these layers; what a layer leaves out is a weekly rotation since Monday, 5 January 2026."""
    whole = [{"start": "2026-01-05T09:00", "every": "1w", **layer} for layer in layers]
    data = {"kind": "Schedule", "name": "any", "timezone": zone, "layers": whole, **more}
    return schedule_of(msgspec.convert(data, ScheduleDocument))


def utc(text: str) -> datetime:
    """A time in UTC, of 2026 unless it says another year: 03-29T01:00."""
    written = datetime.fromisoformat(text if len(text) > 11 else f"2026-{text}")
    return written.replace(tzinfo=UTC) if written.tzinfo is None else written.astimezone(UTC)


def told(found: Schedule, since: str, until: str) -> list[str]:
    """The calendar in short: `01-05 09:00 ana+ben`, one for each change, in the schedule's zone."""
    return [
        f"{start.astimezone(found.zone):%m-%d %H:%M} {'+'.join(people) or '-'}"
        for start, _, people in found.calendar(utc(since), utc(until))
    ]
