"""Times are aware UTC to the second; durations are timedeltas. Parsing and writing of both."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from revenant.errors import InvalidDurationError, InvalidTimeError

_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "w": 604800, "week": 604800, "weeks": 604800,
}  # fmt: skip
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]+)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE)


def parse_duration(text: str) -> timedelta:
    """Read "45m", "1h30m", "2 days", "90 min".

    Raises:
        InvalidDurationError: the text is anything else.
    """
    rest = text.strip().lower()
    parts = _PART.findall(rest)
    if not parts or _PART.sub("", rest).strip(" ,") or any(unit not in _UNITS for _, unit in parts):
        raise InvalidDurationError(text)
    try:
        return timedelta(seconds=sum(float(number) * _UNITS[unit] for number, unit in parts))
    except OverflowError:
        raise InvalidDurationError(text) from None


def parse_time(text: str, now: datetime) -> datetime:
    """Read an ISO time with its offset, a date (its midnight, UTC), "now", or "20 min ago".

    Raises:
        InvalidTimeError: the text is anything else, or a time without offset.
    """
    wanted = text.strip()
    if wanted.lower() == "now":
        return now
    if wanted.lower().endswith(" ago"):
        return _ago(text, wanted[:-4], now)
    return _iso(text, wanted)


def _ago(text: str, span: str, now: datetime) -> datetime:
    try:
        return (now - parse_duration(span)).replace(microsecond=0)
    except (InvalidDurationError, OverflowError):
        raise InvalidTimeError(text) from None


def _iso(text: str, wanted: str) -> datetime:
    if not _ISO.fullmatch(wanted):
        raise InvalidTimeError(text)
    try:
        time = datetime.fromisoformat(wanted.upper())
        if time.tzinfo is None and len(wanted) > len("2026-11-23"):
            raise InvalidTimeError(text, "does not say its time zone")
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise InvalidTimeError(text) from None


def format_time(time: datetime) -> str:
    """Write ISO 8601 with Z, to the second: 2026-11-23T10:15:00Z."""
    return time.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def format_duration(span: timedelta) -> str:
    """Write the two largest units: 45s, 3m 40s, 1h 05m, 2d 03h; negative spans carry a minus."""
    seconds = round(span.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    for size, unit, part, smaller in ((86400, "d", 3600, "h"), (3600, "h", 60, "m"), (60, "m", 1, "s")):
        if seconds >= size:
            return f"{sign}{seconds // size}{unit} {seconds % size // part:02d}{smaller}"
    return f"{sign}{seconds}s"


def format_span(span: timedelta) -> str:
    """Write a length as people choose one, such as a window: 5m, 1h30m, 3d; to the second."""
    seconds, parts = round(span.total_seconds()), []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")):
        count, seconds = divmod(seconds, size)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"
