"""The time impact was recorded for: windows that overlap count once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from revenant.incidents.events import ImpactRecorded


class Spent(NamedTuple):
    """How long users were affected, and how long if each moment counts by the share that was bad.

    Where windows overlap, the worst share counts. `unmeasured` is the time for which nobody recorded a share.
    """

    affected: timedelta
    bad: timedelta
    unmeasured: timedelta


def add_up(impacts: Sequence[ImpactRecorded]) -> Spent:
    """What the windows that are over come to."""
    over = [each for each in impacts if each.ended_at is not None and each.ended_at > each.started_at]
    edges = sorted({at for each in over for at in (each.started_at, each.ended_at) if at is not None})
    affected = bad = unmeasured = timedelta()
    for start, end in pairwise(edges):
        ratios = list(_ratios(over, start))
        if ratios:
            known = [ratio for ratio in ratios if ratio is not None]
            affected += end - start
            bad += (end - start) * max(known, default=0.0)
            unmeasured += timedelta() if known else end - start
    return Spent(affected, bad, unmeasured)


def _ratios(impacts: Iterable[ImpactRecorded], at: datetime) -> Iterable[float | None]:
    """The shares that were recorded for the moment after `at`."""
    return (each.bad_ratio for each in impacts if each.ended_at and each.started_at <= at < each.ended_at)
