"""Times that people type for a schedule: with an offset, or by the clock on its wall, which must not be doubtful."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from revenant.core.times import parse_time
from revenant.core.wall_clock import choices, instant
from revenant.errors import InvalidTimeError
from revenant.oncall.changing.errors import DoubtfulTimeError, UnreadableTimeError

_LOCAL = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?", re.IGNORECASE)


def typed_time(text: str, here: tzinfo, now: datetime) -> datetime:
    """The instant, in UTC: "now", "2 h ago", an ISO time with offset, or one on the wall clock without; a date is its
    midnight there.

    Raises:
        DoubtfulTimeError: the clock skips the time, or shows it twice.
        UnreadableTimeError.
    """
    wanted = text.strip()
    try:
        return _on_the_wall(wanted, here) if _LOCAL.fullmatch(wanted) else parse_time(wanted, now)
    except (ValueError, OverflowError, InvalidTimeError):
        raise UnreadableTimeError(text, str(here)) from None


def _on_the_wall(text: str, here: tzinfo) -> datetime:
    local = datetime.fromisoformat(text.upper())
    found = choices(local, here)
    if found is None:
        return instant(local, here)
    one, two = (each.astimezone(here).isoformat(timespec="minutes") for each in (found.first, found.second))
    raise DoubtfulTimeError(text, str(here), one, two, is_missing=found.is_missing)
