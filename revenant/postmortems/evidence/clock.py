"""Clock times and dates as prose says them, and whether one of the record's times may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_CLOCK = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)[T ])?"
    r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?!\d|:\d|\.\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?\(?(?P<zone>Z\b|UTC\b|GMT\b|[A-Z]{2,4}\b|[+-]\d\d:?\d\d))?",
)
_DATE = re.compile(
    r"\b(?P<iso>\d{4}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})\b",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|circa|ca\.|c\.|near(?:ly)?|almost|shortly (?:before|after)|just|"
    r"a little|before|after|since|by|until|~|≈)\s*$",
    re.IGNORECASE,
)
_UTC = frozenset(("", "Z", "UTC", "GMT", "+00:00", "+0000"))
_MINUTE, _LOOSELY = timedelta(minutes=1), timedelta(minutes=15)


class Clock(NamedTuple):
    """A time of day as it was written; `is_rough` if a word before it says so, `is_utc` unless it names a zone."""

    text: str
    start: int
    time: time
    day: date | None
    has_seconds: bool
    is_rough: bool
    is_utc: bool

    def fits(self, known: datetime) -> bool:
        """Whether `known` may be what is meant: to the minute, rounded either way, as far as it was written."""
        known = known.astimezone(UTC)
        day = self.day or known.date()
        if self.day and self.day != known.date():
            return False
        allowed = _LOOSELY if self.is_rough else timedelta(seconds=2) if self.has_seconds else _MINUTE
        apart = abs(datetime.combine(day, self.time, UTC) - known)
        return min(apart, abs(timedelta(days=1) - apart)) < allowed


def clocks(text: str) -> list[Clock]:
    """Every clock time of a sentence, in its order."""
    return [found for match in _CLOCK.finditer(text) if (found := _clock(text, match))]


def _clock(text: str, match: re.Match[str]) -> Clock | None:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "p")
    day = _day(match["day"]) if match["day"] else None
    said = time(hour, int(match["minute"]), int(match["second"] or 0))
    zone = match["zone"] or ""
    is_rough = _ROUGH.search(text, max(0, match.start() - 20), match.start()) is not None
    return Clock(match[0].rstrip(), match.start(), said, day, bool(match["second"]), is_rough, zone in _UTC)


def dates(text: str) -> Iterator[tuple[str, date]]:
    """Every date of a sentence that names its year."""
    for match in _DATE.finditer(text):
        if match["iso"]:
            found = _day(match["iso"])
        else:
            number, month = match["day"] or match["day2"], (match["month"] or match["month2"]).lower()[:3]
            place = next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(month))
            found = _day(f"{match['year'] or match['year2']}-{place:02d}-{int(number):02d}")
        if found:
            yield match[0], found


def fits_any(clock: Clock, known: Iterable[datetime | None]) -> bool:
    """Whether any of the times known may be what is meant."""
    return any(clock.fits(each) for each in known if each)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
