"""Durations sorted into fixed steps from a minute to a year, each several times the one before: a logarithmic scale."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
BOUNDARIES: tuple[tuple[float, str], ...] = (
    (MINUTE, "1 min"),
    (5 * MINUTE, "5 min"),
    (15 * MINUTE, "15 min"),
    (30 * MINUTE, "30 min"),
    (HOUR, "1 h"),
    (2 * HOUR, "2 h"),
    (4 * HOUR, "4 h"),
    (8 * HOUR, "8 h"),
    (DAY, "24 h"),
    (3 * DAY, "3 d"),
    (7 * DAY, "7 d"),
    (30 * DAY, "30 d"),
    (90 * DAY, "90 d"),
    (365 * DAY, "365 d"),
)
NO_TIME = "no time"


class Bin(NamedTuple):
    """How many values lie in a step, and how many in it and all below."""

    name: str
    n: int
    cumulative: int


def histogram(ranked: Sequence[float]) -> list[Bin]:
    """Values in ascending order by step, each from its lower end until just before its upper; empty ends are left out.

    What took no time at all has no place on the scale, and a bin of its own.
    """
    if not ranked:
        return []
    zeros = bisect_left(ranked, 1e-9)
    below = [zeros, *(bisect_left(ranked, seconds) for seconds, _ in BOUNDARIES), len(ranked)]
    names = [name for _, name in BOUNDARIES]
    steps = [
        f"< {names[0]}",
        *(f"{low} – {high}" for low, high in pairwise(names)),
        f"≥ {names[-1]}",
    ]
    bins = [Bin(name, high - low, high) for name, (low, high) in zip(steps, pairwise(below), strict=True)]
    filled = [place for place, each in enumerate(bins) if each.n]
    none = [Bin(NO_TIME, zeros, zeros)] if zeros else []
    return [*none, *(bins[filled[0] : filled[-1] + 1] if filled else [])]
