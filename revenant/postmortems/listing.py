"""One line of the list of postmortems: a postmortem, or an incident that waits for one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.severity import Severity

MISSING = "missing"
STATUSES = (MISSING, "draft", "review", "final")


class Entry(NamedTuple):
    """`age` is how long ago the incident was resolved, None while it is not; `path` is empty where there is none."""

    incident: str
    title: str
    severity: Severity | None
    status: str
    owner: str
    services: list[str]
    detected_at: datetime | None
    age: timedelta | None
    open_actions: int
    overdue_actions: int
    path: str
