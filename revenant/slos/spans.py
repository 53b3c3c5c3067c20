"""Stretches of time, each from its start up to but without its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """From `start` until just before `end`."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return max(self.end - self.start, timedelta())

    def clipped(self, bounds: Span) -> Span | None:
        """The part that lies within `bounds`; None where there is none."""
        start, end = max(self.start, bounds.start), min(self.end, bounds.end)
        return Span(start, end) if start < end else None


def union(spans: Iterable[Span]) -> list[Span]:
    """The same times, each once, in order."""
    found: list[Span] = []
    for span in sorted(each for each in spans if each.start < each.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def total(spans: Iterable[Span]) -> timedelta:
    """How long they are together, time that is in two of them once."""
    return sum((span.length for span in union(spans)), timedelta())


def without(span: Span, others: Iterable[Span]) -> list[Span]:
    """The parts of `span` that lie in none of the others, in order."""
    found, start = [], span.start
    for other in union(others):
        if start < min(other.start, span.end):
            found.append(Span(start, min(other.start, span.end)))
        start = max(start, other.end)
    return [*found, Span(start, span.end)] if start < span.end else found
