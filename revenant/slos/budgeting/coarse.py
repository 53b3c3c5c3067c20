"""What was bad in a stretch of time that may be shorter than the periods in which events were counted.

Where in a period something happened nobody knows: so a stretch has of it the part that its time is of the period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from revenant.slos.spans import Span
from revenant.slos.usage import Usage

_COMMON = (timedelta(hours=1), timedelta(days=1))  # periods by which people count
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def widened(span: Span) -> list[Span]:
    """The spans to ask about for one: itself, the whole hours it touches, and the whole days (UTC)."""
    return [span, *(_whole(span, each) for each in _COMMON)]


def _whole(span: Span, period: timedelta) -> Span:
    first, last = (span.start - _EPOCH) // period, -((_EPOCH - span.end) // period)
    return Span(_EPOCH + first * period, _EPOCH + last * period)


def bad_within(span: Span, answers: Iterator[Usage]) -> float:
    """What was bad in it, by the answers to its `widened` spans: the first for which anything was measured."""
    known = [next(answers) for _ in range(1 + len(_COMMON))]
    own, *wider = known
    if own.measured:
        return own.bad
    found = next((each for each in wider if each.measured), None)
    return 0.0 if found is None else found.bad * min(span.length / found.measured, 1.0)
