"""Davidovič's experiment comes out as published (Incident Metrics in SRE, O'Reilly 2021, tables 1, 2 and text)."""

from __future__ import annotations

from functools import cache
from math import exp, sqrt
from statistics import NormalDist, fmean, median, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.integrals import where
from revenant.reports.statistics.location import geometric_mean
from revenant.reports.statistics.splitting import Parts, experiment, runs_for

NORMAL = NormalDist()
# Of each company: incidents in 2019; mean and standard deviation in minutes; 90 % bounds of the difference where
# N1+N2 is 100 and 1000; how often MTTR is worse though all became 10 % shorter (N1+N2 = 2019's), and 30 min better
# with no change at all (N1 = N2 = 2019's).
TABLES = {
    "A": (173, 146, 316, {100: 104, 1000: 33}, 0.38, 0.19),
    "B": (103, 151, 301, {100: 99, 1000: 31}, 0.40, 0.23),
    "C": (609, 271, 413, {100: 136, 1000: 43}, 0.20, 0.10),
}


@cache
def incidents(mean: float, deviation: float, n: int = 4_000) -> list[float]:
    """Skewed durations with just this mean and standard deviation."""
    places = [NORMAL.inv_cdf((k + 0.5) / n) for k in range(n)]

    def spread(sigma: float) -> float:
        values = [exp(sigma * place) for place in places]
        return pstdev(values) / fmean(values) - deviation / mean

    sigma = where(spread, 0.1, 4)
    values = [exp(sigma * place) for place in places]
    return [value * mean / fmean(values) for value in values]


@pytest.mark.parametrize("company", TABLES)
@pytest.mark.parametrize("n", [100, 1000])
def test_how_far_the_mean_moves_with_no_change(company: str, n: int) -> None:
    """By the normal formula, and by the experiment itself."""
    _, mean, deviation, bounds, _, _ = TABLES[company]
    assert NORMAL.inv_cdf(0.95) * deviation * sqrt(4 / n) == pytest.approx(bounds[n], rel=0.02)
    found = experiment(incidents(mean, deviation), n // 2, 1_500, generator()).mean.difference()
    assert (found.high - found.low) / 2 == pytest.approx(bounds[n], rel=0.05)


@pytest.mark.parametrize("company", TABLES)
def test_how_often_the_mean_misleads(company: str) -> None:
    n, mean, deviation, _, worse, better = TABLES[company]
    values, half = incidents(mean, deviation, 2_000), n // 2
    analytic = NORMAL.cdf(-0.1 * mean / (deviation * sqrt((1 + 0.9**2) / (n / 2))))
    assert analytic == pytest.approx(worse, abs=0.01)
    assert experiment(values, half, 2_000, generator()).mean.looks_worse(0.1) == pytest.approx(worse, abs=0.03)
    assert NORMAL.cdf(-30 / (deviation * sqrt(2 / n))) == pytest.approx(better, abs=0.01)
    whole = experiment(values, n, 2_000, generator()).mean
    seen = sum(early - late >= 30 for early, late in zip(whole.first, whole.second, strict=True)) / 2_000
    assert seen == pytest.approx(better, abs=0.03)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=40))
def test_both_parts_together_are_the_whole(seconds: list[int]) -> None:
    """The mean of both means, by their sizes, is the mean of all, however they were divided."""
    size = len(seconds) // 2
    done = experiment(seconds, size, 5, generator())
    for early, late in zip(done.mean.first, done.mean.second, strict=True):
        whole = (early * (len(seconds) - size) + late * size) / len(seconds)
        assert whole == pytest.approx(fmean(seconds), abs=1e-6)


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_every_figure_is_that_of_a_division(values: list[int]) -> None:
    """Two of four: there are six divisions, and each run shows the figures of one of them."""
    done = experiment(values, 2, 20, generator())
    pairs = [(a, b) for a in range(4) for b in range(a)]
    parts = [[[values[k] for k in range(4) if (k in pair) == wanted] for wanted in (False, True)] for pair in pairs]
    possible = {(median(early), median(late)) for early, late in parts}
    assert set(zip(done.median.first, done.median.second, strict=True)) <= possible
    if done.geometric:
        means = {tuple(round(geometric_mean(part) or 0, 6) for part in each) for each in parts}
        found = zip(done.geometric.first, done.geometric.second, strict=True)
        assert {(round(early, 6), round(late, 6)) for early, late in found} <= means


def test_a_part_that_may_be_all_zeros_has_no_geometric_mean() -> None:
    assert experiment([0, 0, 5, 9], 2, 3, generator()).geometric is None
    assert experiment([0, 3, 5, 9], 2, 3, generator()).geometric is not None


def test_shares_are_counted() -> None:
    parts = Parts([100, 100, 100, 100], [80, 91, 100, 120])
    assert (parts.looks_better(0.1), parts.looks_worse(0.1), parts.looks_better(0.2)) == (0.25, 0.25, 0.25)


def test_it_is_the_same_every_time_and_bounded() -> None:
    values = [float(k * k) for k in range(30)]
    assert experiment(values, 15, 50, generator()) == experiment(values, 15, 50, generator())
    assert runs_for(100, 10) == 10
    assert 100 < runs_for(25_000, 10_000) < 300
