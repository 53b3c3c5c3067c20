"""What schedules and escalation policies share: names, times on the clock, and the words for what does not fit."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from revenant.core.patterns import Duration

_NAME = r"^[A-Za-z0-9]([-A-Za-z0-9_.]{0,98}[A-Za-z0-9])?\Z"
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_CLOCK = rf"^(?:{_DAY} )?(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)\Z"
_DAYS = rf"^{_DAY}(?:-{_DAY})?\Z"
_EVERY = r"^[1-9]\d{0,3}[hdwM]\Z"
_LOCAL = r"^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?\Z"
_INSTANT = r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)\Z"
PATTERNS = {
    _NAME: "a name of letters, digits, - _ and . that begins and ends with a letter or a digit, at most 100 of them",
    _CLOCK: "a time such as 09:00, or with its day, fri 17:00",
    _DAYS: "a day such as mon, or several in a row, mon-fri",
    _EVERY: "a number of hours, days, weeks or months, such as 12h, 1d, 1w, 1M",
    _LOCAL: "a time on the schedule's clock such as 2026-01-05T09:00",
    _INSTANT: "a time with its offset, such as 2026-03-28T18:00+01:00",
}
Name = Annotated[str, Meta(pattern=_NAME)]
Clock = Annotated[str, Meta(pattern=_CLOCK)]
Days = Annotated[str, Meta(pattern=_DAYS)]
Every = Annotated[str, Meta(pattern=_EVERY)]
Local = Annotated[str, Meta(pattern=_LOCAL)]
Instant = Annotated[str, Meta(pattern=_INSTANT)]
Who = Annotated[str, Meta(min_length=1, max_length=200)]
__all__ = ["Clock", "Days", "Duration", "Every", "Instant", "Local", "Name", "Who"]
