"""Windows of time that may overlap, cut wherever one begins or ends: each moment once, with all that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

from revenant.incidents.events import ImpactRecorded

T = TypeVar("T")


class Window(NamedTuple, Generic[T]):
    """From `start` until just before `end`, with what is said of it."""

    start: datetime
    end: datetime
    said: T


class Stretch(NamedTuple, Generic[T]):
    """A part of time over which the same windows are open, and what each of them says, at least one."""

    start: datetime
    end: datetime
    said: Sequence[T]

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def stretches(windows: Iterable[Window[T]]) -> Iterator[Stretch[T]]:
    """The time that windows cover, in order; one that ends before it begins covers none."""
    known = [each for each in windows if each.start < each.end]
    edges = [(each.start, True, place) for place, each in enumerate(known)]
    edges += [(each.end, False, place) for place, each in enumerate(known)]
    open_now: dict[int, T] = {}
    moments = [(at, list(group)) for at, group in groupby(sorted(edges), key=lambda edge: edge[0])]
    for (start, changing), (end, _) in pairwise(moments):
        for _, begins, place in changing:
            if begins:
                open_now[place] = known[place].said
            else:
                del open_now[place]
        if open_now:
            yield Stretch(start, end, [open_now[place] for place in sorted(open_now)])


class Spent(NamedTuple):
    """How long users were affected, and how long if each moment counts by the share that was bad.

    Where windows overlap, the worst share counts. `unmeasured` is the time for which nobody recorded a share.
    """

    affected: timedelta
    bad: timedelta
    unmeasured: timedelta


def add_up(impacts: Iterable[ImpactRecorded]) -> Spent:
    """What the windows that are over come to, each moment once."""
    affected = bad = unmeasured = timedelta()
    over = (Window(each.started_at, each.ended_at, each.bad_ratio) for each in impacts if each.ended_at is not None)
    for stretch in stretches(over):
        known = [ratio for ratio in stretch.said if ratio is not None]
        affected += stretch.length
        bad += stretch.length * max(known, default=0.0)
        unmeasured += timedelta() if known else stretch.length
    return Spent(affected, bad, unmeasured)
