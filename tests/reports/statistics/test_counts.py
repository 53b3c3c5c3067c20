"""Intervals of shares and counts agree with scipy's, and hold what they promise."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.counts import poisson, rate_ratio, share_difference, wilson
from tests.reports.statistics.oracles import stats

COUNTS = st.integers(0, 400)


@given(st.integers(1, 500), st.data())
def test_wilson(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    found, oracle = wilson(part, whole), stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
    assert found == pytest.approx((oracle.low, oracle.high), abs=1e-12)


def test_wilson_as_published_and_of_nothing() -> None:
    """One of four: 4.6 % to 69.9 %; none of twenty: 0 to 16.1 %."""
    assert wilson(1, 4) == pytest.approx((0.046, 0.699), abs=0.001)
    assert wilson(0, 20) == pytest.approx((0, 0.161), abs=0.001)
    assert wilson(0, 0) is None


@given(st.integers(0, 30_000))
def test_poisson(count: int) -> None:
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0
    assert poisson(count) == pytest.approx((low, stats.chi2.ppf(0.975, 2 * count + 2) / 2), rel=1e-6)


def test_differences_of_shares_as_published() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table II, method 10."""
    assert share_difference(48, 80, 56, 70) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert share_difference(3, 10, 9, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)
    assert share_difference(0, 10, 0, 20) == pytest.approx((-0.2775, 0.1611), abs=5e-5)
    assert share_difference(0, 0, 1, 2) is None


@given(COUNTS, COUNTS, st.floats(1, 400), st.floats(1, 400))
def test_rates_are_compared_given_their_sum(first: int, second: int, span: float, other: float) -> None:
    found = rate_ratio(first, span, second, other)
    if not first + second:
        assert found is None
        return
    assert found is not None
    expected = other / (span + other)
    tails = stats.binom.cdf(second, first + second, expected), stats.binom.sf(second - 1, first + second, expected)
    assert found.p == pytest.approx(min(2 * float(min(tails)), 1), rel=1e-7, abs=1e-12)
    exact = stats.binomtest(second, first + second).proportion_ci(0.95, method="exact")
    low, high = (share / (1 - share) * span / other if share < 1 else inf for share in (exact.low, exact.high))
    assert found.bounds == pytest.approx((low, high), rel=1e-6)


@given(COUNTS, COUNTS)
def test_the_interval_of_a_ratio_agrees_with_its_test(first: int, second: int) -> None:
    found = rate_ratio(first, 30, second, 90)
    if found is not None and abs(found.p - 0.05) > 1e-9:
        assert (found.p < 0.05) == (not found.bounds.low <= 1 <= found.bounds.high)


def test_a_rate_after_none_has_no_ratio() -> None:
    found = rate_ratio(0, 10, 5, 10)
    assert found is not None
    assert (found.estimate, found.bounds.high) == (None, inf)
    assert rate_ratio(1, 0, 5, 10) is None


def test_wilson_holds_what_it_promises_on_average() -> None:
    """How often the interval holds the truth, exactly, over shares from 1 % to 99 %."""
    bounds = [wilson(part, 40) for part in range(41)]
    held = [
        sum(
            float(stats.binom.pmf(k, 40, truth))
            for k, each in enumerate(bounds)
            if each and each.low <= truth <= each.high
        )
        for truth in (percent / 100 for percent in range(1, 100))
    ]
    assert sum(held) / len(held) == pytest.approx(0.95, abs=0.005)
    assert min(held) > 0.83


def test_poisson_holds_at_least_what_it_promises() -> None:
    for truth in (0.5, 3, 14, 60):
        within = [k for k in range(200) if poisson(k).low <= truth <= poisson(k).high]
        assert sum(map(float, stats.poisson.pmf(within, truth))) >= 0.95
