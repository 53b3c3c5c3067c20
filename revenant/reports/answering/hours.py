"""Nights and weekends by the clock on the wall: where a person sleeps, else in the zone of the reports."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from revenant.core.settings import Settings
from revenant.core.zones import zone

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hours:
    """When it is night and weekend here.

    Raises:
        UnknownZoneError: a person's zone is none.
    """

    def __init__(self, settings: Settings, here: tzinfo) -> None:
        self.night = settings.reports.night
        self._here = here
        self._zones = {person.email: zone(person.timezone) for person in settings.people if person.timezone}
        self._from, self._to = map(_minute, self.night.split("-"))
        self.weekend = frozenset(DAYS.index(day) for day in settings.reports.days_off)

    @property
    def several(self) -> bool:
        """Whether somebody sleeps in a zone of their own."""
        return bool(self._zones)

    def local(self, at: datetime, who: str = "") -> datetime:
        """What the clock on the wall of `who` says."""
        return at.astimezone(self._zones.get(who, self._here))

    def night_of(self, local: datetime) -> date | None:
        """The day on whose evening the night began that `local` is in; None by day."""
        minute = local.hour * 60 + local.minute
        if self._from > self._to:
            if minute >= self._from:
                return local.date()
            return local.date() - timedelta(days=1) if minute < self._to else None
        return local.date() if self._from <= minute < self._to else None

    def is_weekend(self, local: datetime) -> bool:
        return local.weekday() in self.weekend


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
