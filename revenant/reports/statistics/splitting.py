"""Davidovič's experiment (2021): one's own incidents divided at random, where nothing changed, and what is seen then.

Each run divides a sample into two parts of one size and takes mean, median and geometric mean of both.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import compress
from math import exp, fsum, log
from random import Random
from typing import NamedTuple

from revenant.reports.statistics.drawing import bounded, choose, nth_marked
from revenant.reports.statistics.location import quantile_of_ranked
from revenant.reports.statistics.order import Bounds

BUDGET, BESIDE = 5_000_000, 1_500  # what all runs may cost, and what one does beside its values


class Parts(NamedTuple):
    """One figure of both parts, in each run."""

    first: list[float]
    second: list[float]

    def add(self, first: float, second: float) -> None:
        """One more run."""
        self.first.append(first)
        self.second.append(second)

    def difference(self, share: float = 0.9) -> Bounds:
        """Between what the second less the first lies in that share of the runs."""
        ranked = sorted(late - early for early, late in zip(self.first, self.second, strict=True))
        outside = (1 - share) / 2
        return Bounds(quantile_of_ranked(ranked, outside), quantile_of_ranked(ranked, 1 - outside))

    def looks_better(self, cut: float) -> float:
        """In which share of the runs the second is shorter by at least `cut`, though nothing changed."""
        return self._share([late <= early * (1 - cut) for early, late in zip(self.first, self.second, strict=True)])

    def looks_worse(self, cut: float) -> float:
        """In which share the second looks no shorter, though each of its values was made shorter by `cut`."""
        return self._share([late * (1 - cut) >= early for early, late in zip(self.first, self.second, strict=True)])

    @staticmethod
    def _share(seen: list[bool]) -> float:
        return sum(seen) / len(seen)


class Experiment(NamedTuple):
    """The figures of both parts; geometric means are of what is above zero, None where a part might have none."""

    size: int
    runs: int
    mean: Parts
    median: Parts
    geometric: Parts | None


class _Sample(NamedTuple):
    """Values in ascending order, their logarithms (of nothing, zero), both sums, and how many are nothing."""

    ranked: list[float]
    logs: list[float]
    total: float
    log_total: float
    zeros: int


def runs_for(n: int, most: int) -> int:
    """How many runs so many values allow, `most` at the most."""
    return bounded(most, n + BESIDE, BUDGET)


def experiment(values: Sequence[float], size: int, runs: int, rng: Random) -> Experiment:
    """Take `size` and again as many of the values at random, `runs` times; all of them where only one would be left."""
    ranked = sorted(map(float, values))
    whole = _sample(ranked, [log(each) if each > 0 else 0.0 for each in ranked])
    mean, median, geometric = (Parts([], []) for _ in range(3))
    for _ in range(runs):
        sample = whole if len(ranked) - 2 * size <= 1 else _some(whole, 2 * size, rng)
        marks = choose(len(sample.ranked), size, rng)
        mean.add(*_means(sample, marks, size))
        median.add(_median(sample.ranked, marks, len(marks) - size, 0), _median(sample.ranked, marks, size, 1))
        if whole.zeros < size:
            geometric.add(*_geometric(sample, marks, size))
    return Experiment(size, runs, mean, median, geometric if whole.zeros < size else None)


def _sample(ranked: list[float], logs: list[float]) -> _Sample:
    return _Sample(ranked, logs, fsum(ranked), fsum(logs), bisect_right(ranked, 0.0))


def _some(whole: _Sample, size: int, rng: Random) -> _Sample:
    marks = choose(len(whole.ranked), size, rng)
    return _sample([*compress(whole.ranked, marks)], [*compress(whole.logs, marks)])


def _means(sample: _Sample, marks: bytearray, size: int) -> tuple[float, float]:
    late = sum(compress(sample.ranked, marks))
    return (sample.total - late) / (len(marks) - size), late / size


def _geometric(sample: _Sample, marks: bytearray, size: int) -> tuple[float, float]:
    nothing = sum(marks[: sample.zeros])
    late = sum(compress(sample.logs, marks))
    early = (sample.log_total - late) / (len(marks) - size - sample.zeros + nothing)
    return exp(early), exp(late / (size - nothing))


def _median(ranked: list[float], marks: bytearray, size: int, mark: int) -> float:
    """Of the values with this mark; where they are is counted, so no list of them is made."""
    place = nth_marked(marks, (size - 1) // 2, mark)
    return ranked[place] if size % 2 else (ranked[place] + ranked[marks.find(mark, place + 1)]) / 2
