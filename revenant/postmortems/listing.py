"""One line of the list of postmortems: a postmortem, or an incident that waits for one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.postmortems.owners import same_owner

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


class Wanted(NamedTuple):
    """Filters of the list; an empty one admits everything. `since` is when the incident was detected."""

    status: str = ""
    owner: str = ""
    service: str = ""
    since: datetime | None = None

    def admits(self, entry: Entry, settings: Settings) -> bool:
        """Whether a line of the list passes."""
        return (
            self.status in ("", entry.status)
            and (not self.owner or same_owner(self.owner, entry.owner, settings))
            and (not self.service or self.service in entry.services)
            and (self.since is None or (entry.detected_at is not None and entry.detected_at >= self.since))
        )
