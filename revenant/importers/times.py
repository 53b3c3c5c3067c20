"""Times as other systems write them, and what had to be assumed to read one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from revenant.core.times import parse_time
from revenant.errors import InvalidTimeError

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<hour>\d{1,2})(?P<clock>:\d\d(?::\d\d(?:\.\d+)?)?)\s?(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
)
FIRST_YEAR = 1970  # an earlier time is a default that somebody forgot, not the time of an incident


class Read(NamedTuple):
    """A time, or None and why there is none; `doubts` say what was assumed."""

    at: datetime | None
    doubts: tuple[str, ...] = ()


def read_time(text: str | None, now: datetime) -> datetime | None:
    """An absolute time of the past, or None."""
    if not text or text[4:5] != "-":
        return None
    try:
        at = parse_time(text, now)
    except InvalidTimeError:
        return None
    return at if at.year >= FIRST_YEAR and at <= now else None


def read_any(said: Any, what: str, now: datetime) -> Read:
    """The time that `said` names, however carelessly; `what` is its name in the doubts."""
    text = said.isoformat() if isinstance(said, datetime | date) else str(said).strip()
    found = _ISO.fullmatch(text)
    try:
        at, doubts = _of(found, what) if found else (None, ())
    except (ValueError, OverflowError):
        at, doubts = None, ()
    return (
        Read(None, (f"its {what} {_short(text)!r} is not a time, and is left out",))
        if at is None
        else past(at, what, now, doubts)
    )


def past(at: datetime, what: str, now: datetime, doubts: tuple[str, ...] = ()) -> Read:
    """`at` if it can have happened, else why not."""
    why = unlikely(at, now)
    return Read(None, (f"its {what} {why}, and is left out",)) if why else Read(at, doubts)


def unlikely(at: datetime, now: datetime) -> str:
    """Why it cannot have happened then; empty where it can."""
    if at > now:
        return "lies in the future"
    return f"lies before {FIRST_YEAR}" if at.year < FIRST_YEAR else ""


def _of(found: re.Match[str], what: str) -> tuple[datetime, tuple[str, ...]]:
    """The time in UTC. An hour of one digit is read as the page itself reads it."""
    if found["hour"] is None:
        midnight = datetime.combine(date.fromisoformat(found["day"]), time(), UTC)
        return midnight, (f"its {what} is a day; midnight UTC was taken",)
    written = f"{found['day']}T{found['hour']:0>2}{found['clock']}{(found['zone'] or 'Z').upper()}"
    doubts = [] if len(found["hour"]) == 2 else [f"its {what} writes the hour with one digit"]
    if not found["zone"]:
        doubts.append(f"its {what} says no zone; UTC was taken")
    return datetime.fromisoformat(written).astimezone(UTC).replace(microsecond=0), tuple(doubts)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
