"""Turns of people in a calendar: every time that somebody is on call without a break, whoever else is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.oncall.stretches import Stretch


class Span(NamedTuple):
    """From `start` to `end`, exclusive, in UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlap(self, other: Span) -> timedelta:
        """How much of it lies within the other."""
        return max(min(self.end, other.end) - max(self.start, other.start), timedelta())


def turns_of(person: str, stretches: Iterable[Stretch]) -> list[Span]:
    """When somebody is on call, each without a break, in order."""
    found: list[Span] = []
    for start, end, people in stretches:
        if person not in people:
            continue
        if found and found[-1].end == start:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    return found
