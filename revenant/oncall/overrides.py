"""Exceptions to a rotation, for a span of time: somebody besides, somebody less, one in place of another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from revenant.oncall.stretches import People, Stretch, both, merged

EVERYBODY = "*"


class Override(NamedTuple):
    """From `start` to `end`, exclusive, in UTC: `remove` are off, `add` are on.

    With both, `add` are on in place of `remove`, and only where one of those would have been; so it changes who is on
    call, and never whether anybody is. Removing everybody (`*`) leaves those who are added, wherever they were asked
    for. `key` is its name, if it has one; `reason` is what people said.
    """

    start: datetime
    end: datetime
    add: People = ()
    remove: People = ()
    reason: str = ""
    key: str = ""

    def applied(self, people: People) -> People:
        """Who is on call within it, instead of these."""
        if EVERYBODY in self.remove:
            return self.add
        if not self.remove:
            return both(people, self.add)
        if not any(who in people for who in self.remove):
            return people
        return both(tuple(who for who in people if who not in self.remove), self.add)


def overridden(stretches: Sequence[Stretch], overrides: Iterable[Override]) -> list[Stretch]:
    """The same span of time with overrides, each on what those before it left."""
    found = list(stretches)
    for each in overrides:
        first = bisect_right(found, each.start, key=lambda stretch: stretch.end)
        last = bisect_left(found, each.end, key=lambda stretch: stretch.start)
        if first < last:
            found[first:last] = _cut(found[first:last], each)
    return merged(found)


def _cut(stretches: Iterable[Stretch], override: Override) -> list[Stretch]:
    """Stretches that an override touches, in its parts and in those it leaves alone."""
    found: list[Stretch] = []
    for start, end, people in stretches:
        first, last = max(start, override.start), min(end, override.end)
        parts = (
            Stretch(start, first, people),
            Stretch(first, last, override.applied(people)),
            Stretch(last, end, people),
        )
        found += [part for part in parts if part.start < part.end]
    return found
