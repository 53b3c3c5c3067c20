"""Geometric means, their ratio and Welch's test agree with scipy's; the power of a cut is the published one."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from revenant.reports.statistics.lognormal import geometric_mean_interval, geometric_ratio, power_of_cut
from revenant.reports.statistics.power import smallest_cut
from tests.reports.statistics.oracles import quietly, stats

SECONDS = st.lists(st.integers(1, 10**6), min_size=2, max_size=40)


@given(SECONDS)
def test_the_geometric_mean_and_its_interval(seconds: list[int]) -> None:
    found = geometric_mean_interval(seconds)
    assert found is not None
    assert found.estimate == pytest.approx(float(stats.gmean(seconds)))
    logs = [log(each) for each in seconds]
    half = stats.t.ppf(0.975, len(logs) - 1) * stats.sem(logs)
    middle = sum(logs) / len(logs)
    assert found.bounds == pytest.approx((exp(middle - half), exp(middle + half)), rel=1e-6)


def test_what_is_too_short_and_what_has_no_logarithm() -> None:
    assert geometric_mean_interval([5]) is geometric_mean_interval([]) is geometric_mean_interval([0, 0, 3]) is None
    found = geometric_mean_interval([0, 10, 1000])
    assert found is not None
    assert (round(found.estimate), found.n) == (100, 2)
    assert geometric_ratio([1, 2], [3]) is None


@given(SECONDS, SECONDS)
def test_welchs_test_of_the_logarithms(first: list[int], second: list[int]) -> None:
    assume(len(set(first)) > 1 or len(set(second)) > 1)
    found = geometric_ratio(first, second)
    assert found is not None
    logs = [[log(each) for each in sample] for sample in (second, first)]
    oracle = quietly(stats.ttest_ind, *logs, equal_var=False)
    assert found.p == pytest.approx(float(oracle.pvalue), rel=1e-6, abs=1e-9)
    assert found.bounds == pytest.approx([exp(end) for end in oracle.confidence_interval(0.95)], rel=1e-5)


def test_samples_without_any_spread() -> None:
    same, other = geometric_ratio([5, 5], [5, 5]), geometric_ratio([5, 5], [10, 10])
    assert same is not None
    assert other is not None
    assert (same.p, other.p) == (1, 0)


@pytest.mark.parametrize(
    ("cut", "n", "power"),
    [
        (0.1, 100, 0.0884),
        (0.1, 1_000, 0.4743),
        (0.1, 2_000, 0.763),
        (0.1, 4_000, 0.9636),
        (0.25, 100, 0.3754),
        (0.5, 100, 0.9736),
    ],
)
def test_power_as_published(cut: float, n: int, power: float) -> None:
    """J. Benninghoff's simulations (jabenninghoff/security): lognormal 4.25/1.25, Welch's test on logarithms."""
    assert power_of_cut(cut, n, n, 1.25) == pytest.approx(power, abs=0.01)


@pytest.mark.parametrize(("n", "percent"), [(5, 89), (10, 79), (20, 67), (30, 60), (50, 50), (100, 39), (1_000, 14)])
def test_the_smallest_cut(n: int, percent: int) -> None:
    """At a power of 80 % and the spread of public incident histories (1.25 on the scale of logarithms)."""
    assert round(smallest_cut(n, n, 1.25) * 100) == percent


@pytest.mark.parametrize("n", [20, 100, 1_000])
def test_the_smallest_cut_is_noticed_in_four_of_five_cases(n: int) -> None:
    assert power_of_cut(smallest_cut(n, n, 1.25), n, n, 1.25) == pytest.approx(0.8, abs=0.025)
