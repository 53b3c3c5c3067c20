"""Time zones by their names, for what happens by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from revenant.errors import UnknownZoneError


def zone(name: str) -> tzinfo:
    """The time zone of an IANA name such as Europe/Berlin.

    Raises:
        UnknownZoneError.
    """
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise UnknownZoneError(name) from None
