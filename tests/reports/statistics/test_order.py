"""Intervals of quantiles: the ranks that the binomial distribution gives, and 95 % that are 95 %."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.order import fewest, quantile_interval
from tests.reports.statistics.oracles import stats


@pytest.mark.parametrize(("share", "n"), [(0.5, 6), (0.9, 36), (0.95, 72), (0.1, 36)])
def test_the_smallest_samples_that_carry_a_quantile(share: float, n: int) -> None:
    assert fewest(share) == n
    assert quantile_interval(range(n - 1), share) is None
    assert quantile_interval(range(n), share) is not None


@given(st.integers(6, 3_000), st.sampled_from([0.1, 0.5, 0.75, 0.9, 0.95]))
def test_the_ranks_are_the_binomials(n: int, share: float) -> None:
    """The closest ranks with at most 2.5 % beyond each."""
    found = quantile_interval(range(1, n + 1), share)
    if n < fewest(share):
        assert found is None
        return
    assert found is not None
    low, high = int(found.low), int(found.high)
    assert stats.binom.cdf(low - 1, n, share) <= 0.025 + 1e-9
    assert stats.binom.cdf(low, n, share) > 0.025 - 1e-9
    assert stats.binom.sf(high - 1, n, share) <= 0.025 + 1e-9
    assert high == 1 or stats.binom.sf(high - 2, n, share) > 0.025 - 1e-9


@given(st.lists(st.integers(0, 9), min_size=6, max_size=80))
def test_scipy_agrees_whatever_the_ties(values: list[int]) -> None:
    found = quantile_interval(values, 0.5)
    oracle = stats.quantile_test(values, q=0, p=0.5).confidence_interval(0.95)
    assert found is not None
    assert found == (oracle.low, oracle.high)


@pytest.mark.parametrize(("share", "n"), [(0.5, 6), (0.5, 25), (0.9, 36), (0.95, 100)])
def test_it_holds_what_it_promises(share: float, n: int) -> None:
    """For the skewed durations of incidents too: at least 95 % of the intervals hold the truth."""
    rng = generator(n)
    truth = float(stats.lognorm.ppf(share, 1.25))
    held = 0
    for _ in range(1_000):
        bounds = quantile_interval([rng.lognormvariate(0, 1.25) for _ in range(n)], share)
        assert bounds is not None
        held += bounds.low <= truth <= bounds.high
    assert held / 1_000 >= 0.95 - 3 * sqrt(0.95 * 0.05 / 1_000)


def test_all_equal() -> None:
    assert quantile_interval([7.0] * 6, 0.5) == (7, 7)
