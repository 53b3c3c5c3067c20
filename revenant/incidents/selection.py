"""Which incidents are meant: the filters of `list`, `report` and `export`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from revenant.core.severity import Severity
from revenant.incidents.lifecycle import Status

if TYPE_CHECKING:  # search has filters too, and seldom an incident to try them on
    from revenant.incidents.snapshot import IncidentSnapshot


class Selection(Struct, frozen=True, kw_only=True):
    """Filters; an empty one admits everything. Words in one filter are alternatives, filters add up."""

    statuses: frozenset[Status] = frozenset()
    severities: frozenset[Severity] = frozenset()
    services: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""

    @property
    def filters(self) -> bool:
        """Whether it says anything at all."""
        return self != Selection()

    @property
    def whenever(self) -> Selection:
        """The same filters, whatever the time and the service."""
        return structs.replace(self, services=frozenset(), since=None, until=None)

    def admits(self, it: IncidentSnapshot) -> bool:
        """Whether `it` passes."""
        return (
            (not self.statuses or it.status in self.statuses)
            and (not self.severities or it.severity in self.severities)
            and (not self.services or bool(self.services & set(it.services)))
            and (not self.tags or bool(self.tags & set(it.tags)))
            and self._in_time(it)
            and self._mentions(it)
        )

    def _in_time(self, it: IncidentSnapshot) -> bool:
        if it.detected_at is None:
            return self.since is None and self.until is None
        return (self.since is None or it.detected_at >= self.since) and (
            self.until is None or it.detected_at < self.until
        )

    def _mentions(self, it: IncidentSnapshot) -> bool:
        wanted = self.text.casefold()
        return not wanted or any(wanted in text.casefold() for text in (it.id, it.title, *it.notes))


def by_detection(it: IncidentSnapshot) -> tuple[bool, datetime | None, str]:
    """The order of detection; what was never opened properly comes first."""
    return it.detected_at is not None, it.detected_at, it.id
