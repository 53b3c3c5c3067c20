"""Single values out of all differences between two samples, by their place in the order, without making them all.

How many differences lie below a bound is counted by looking each value's partner up in the other sample, sorted. Every
128th value gives two bounds that hold the place for sure; between them differences lie evenly enough to aim at it. The
few that are left are made, and the result is exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, count, repeat
from math import ulp
from operator import mul
from typing import NamedTuple

_FEW = 4_000
_STRIDE = 128


class _Values(NamedTuple):
    """A sample in order, each value once; `before` sums how often those occur that stand before a place."""

    values: list[float]
    times: list[int]
    before: list[int]


class _Counted(NamedTuple):
    """How many pairs differ by no more than `bound`: all of them, and those of values that are not the same."""

    bound: float
    all: int
    distinct: int


class _Near(NamedTuple):
    """The differences that hold the places from `start` to before `stop`, in order, and how many lie before each."""

    start: int
    stop: int
    differences: list[float]
    before: list[int]


class _Pairs(NamedTuple):
    """Both samples; a difference takes from the second, `other`, the first."""

    one: _Values
    other: _Values
    slack: float

    def up_to(self, bound: float) -> _Counted:
        """The pairs up to `bound`; one may be on the wrong side of it by a rounding error, less than `slack`."""
        ends = [*map(bisect_right, repeat(self.other.values), map(bound.__add__, self.one.values))]
        counted = sum(map(mul, self.one.times, map(self.other.before.__getitem__, ends)))
        return _Counted(bound, counted, sum(ends))


def nth_differences(first: Sequence[float], second: Sequence[float], places: Sequence[int]) -> list[float]:
    """What stands at these places, from 0, of all differences (second less first) in ascending order."""
    one, other = _values(first), _values(second)
    widest = max(map(abs, (one.values[0], one.values[-1], other.values[0], other.values[-1])))
    pairs = _Pairs(one, other, 8 * ulp(2 * widest))
    few = max(_FEW, len(one.values), len(other.values))
    ranked = (sorted(map(float, first), reverse=True)[::_STRIDE], sorted(map(float, second)))
    found: list[float] = []
    near = _Near(0, 0, [], [])
    for place in places:
        if not near.start <= place < near.stop:
            near = _near(pairs, *_narrow(pairs, place, few, *_coarse(pairs, place, *ranked)))
        found.append(near.differences[bisect_right(near.before, place) - 1])
    return found


def _values(sample: Sequence[float]) -> _Values:
    times = sorted(Counter(map(float, sample)).items())
    return _Values([value for value, _ in times], [n for _, n in times], [0, *accumulate(n for _, n in times)])


def _coarse(pairs: _Pairs, place: int, some: Sequence[float], ranked: Sequence[float]) -> tuple[float, float]:
    """Two bounds that hold the place: a value stands for the 127 below it, which have no more partners than it has."""
    least = pairs.other.values[0] - pairs.one.values[-1] - pairs.slack
    most = pairs.other.values[-1] - pairs.one.values[0] + pairs.slack

    def partners(bound: float) -> list[int]:
        return [*map(bisect_right, repeat(ranked), map(bound.__add__, some))]

    def last(low: float, high: float, skipped: int) -> tuple[float, float]:
        while high - low > (most - least) / 2**24 and low < (middle := (low + high) / 2) < high:
            few = sum(partners(middle)[skipped:]) * _STRIDE <= place
            low, high = (middle, high) if few else (low, middle)
        return low, high

    return last(least, most, 0)[0], last(least, most, 1)[1]


def _narrow(pairs: _Pairs, place: int, few: int, low: float, high: float) -> tuple[_Counted, _Counted]:
    """The bounds brought together until few distinct pairs lie between them; aimed, and now and then halved."""
    below, above = pairs.up_to(low), pairs.up_to(high)
    for turn in count():
        within = above.distinct - below.distinct
        if within <= few:
            break
        share = (place - below.all) / (above.all - below.all)
        aim = 0.5 if turn % 3 == 2 else share + (few / within / 3) * (1 if turn % 3 else -1)
        middle = below.bound + (above.bound - below.bound) * min(max(aim, 0.01), 0.99)
        if not below.bound < middle < above.bound:
            break
        found = pairs.up_to(middle)
        below, above = (below, found) if found.all > place else (found, above)
    return below, above


def _near(pairs: _Pairs, below: _Counted, above: _Counted) -> _Near:
    """The differences between two bounds. What is left out lies farther out than rounding could move it."""
    one, other = pairs.one, pairs.other
    low, high = below.bound - 2 * pairs.slack, above.bound + 2 * pairs.slack
    starts = [*map(bisect_left, repeat(other.values), map(low.__add__, one.values))]
    ends = map(bisect_right, repeat(other.values), map(high.__add__, one.values))
    near = [
        (other.values[k] - value, times * other.times[k])
        for value, times, start, end in zip(one.values, one.times, starts, ends, strict=True)
        if start < end
        for k in range(start, end)
    ]
    near.sort()
    skipped = sum(map(mul, one.times, map(other.before.__getitem__, starts)))
    before = [*accumulate((times for _, times in near), initial=skipped)]
    return _Near(below.all, above.all, [difference for difference, _ in near], before[:-1])
