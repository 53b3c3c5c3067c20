"""Spans of time as prose says them: "43 minutes", "about two hours", "1h 20m"; and whether a measured one fits."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

_WORDS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_ONES, _TEN = "|".join(_WORDS[1:]), "|".join(_TENS)
_NUMBER = rf"\d+(?:[.,]\d+)?|(?:{_TEN})-(?:{'|'.join(_WORDS[1:10])})|{_TEN}|{_ONES}|an?|half an"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)"
_PART = rf"(?:{_NUMBER})[ -]?{_UNIT}"
_ONE = re.compile(rf"(?P<number>{_NUMBER})[ -]?(?P<unit>{_UNIT})\b", re.IGNORECASE)
SPAN = (
    r"(?P<rough>(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|just|well|~|≈|only)\s*)*"
    r"(?P<bound>(?:less than|under|fewer than|at most|up to|no more than|more than|over|at least|within)\s+)?"
    rf"(?P<span>{_PART}(?:(?:,| and|, and)? ?{_PART})?)(?![\w-])"
)
_UPPER = ("less", "under", "fewer", "at most", "up to", "no more", "within")


class Span(NamedTuple):
    """A span as it was written. It may be off by `slack`; `bound` is -1 for "less than", 1 for "more than", else 0."""

    text: str
    length: timedelta
    slack: timedelta
    bound: int

    def fits(self, measured: timedelta) -> bool:
        """Whether a measured span may be what is meant."""
        if self.bound < 0:
            return measured <= self.length + self.slack
        if self.bound > 0:
            return measured >= self.length - self.slack
        return abs(measured - self.length) <= self.slack


def read_span(match: re.Match[str], *, is_upper: bool = False) -> Span | None:
    """The span that `SPAN` matched; `is_upper` if words before it make it a limit."""
    parts = [(_number(one["number"]), one["unit"][0].lower(), one["number"]) for one in _ONE.finditer(match["span"])]
    if not parts or any(number is None for number, *_ in parts):
        return None
    length = timedelta(seconds=sum((number or 0) * _UNITS[unit] for number, unit, _ in parts))
    _, unit, said = parts[-1]
    slack = timedelta(seconds=_UNITS[unit] * _slack(said, unit))
    if match["rough"] or said.lower() in ("a", "an", "half an"):
        slack = max(slack, length / 3)
    word = (match["bound"] or "").strip().lower()
    bound = -1 if is_upper or word.startswith(_UPPER) else 1 if word else 0
    return Span(match["span"], length, slack, bound)


def _slack(said: str, unit: str) -> float:
    """How much a number of this unit may be off, in that unit: it may have been rounded or cut."""
    if re.search(r"[.,]\d", said):
        return 0.1
    is_round = said.isdigit() and int(said) >= 10 and int(said) % 5 == 0
    return {"s": 1.0, "m": 2.5 if is_round else 1.0}.get(unit, 0.6)


def _number(said: str) -> float | None:
    word = said.lower()
    if word in ("a", "an"):
        return 1
    if word == "half an":
        return 0.5
    if word[0].isdigit():
        return float(word.replace(",", "."))
    tens, _, ones = word.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (_WORDS.index(ones) if ones else 0)
    return float(_WORDS.index(word)) if word in _WORDS else None
