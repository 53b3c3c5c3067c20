"""Mann and Kendall's test and Sen's slope, against scipy's Kendall and Theil and Sen."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.trend import FEWEST, mann_kendall
from tests.reports.statistics.oracles import quietly, stats

SERIES = st.lists(st.integers(0, 20), min_size=FEWEST, max_size=40)


@given(SERIES)
def test_the_score_and_the_slope(series: list[int]) -> None:
    found = mann_kendall(series)
    assert found is not None
    pairs = list(combinations(series, 2))
    assert found.tau == pytest.approx(sum((late > early) - (late < early) for early, late in pairs) / len(pairs))
    if len(set(series)) > 1:
        slope, _, low, high = quietly(stats.theilslopes, series, method="separate")
        assert found.slope == pytest.approx(float(slope))
        assert found.bounds == pytest.approx((float(low), float(high)))


@given(st.permutations(range(12)))
def test_without_ties_p_is_near_the_exact_one(series: list[int]) -> None:
    found = mann_kendall(series)
    assert found is not None
    assert found.p == pytest.approx(float(stats.kendalltau(range(12), series, method="exact").pvalue), abs=0.012)


def test_a_series_by_hand() -> None:
    """Ten values that all rise: the score is 45, its variance 125."""
    found = mann_kendall(range(10))
    assert found is not None
    assert (found.tau, found.slope, found.bounds) == (1, 1, (1, 1))
    assert found.p == pytest.approx(2 * float(stats.norm.sf(44 / 125**0.5)))


def test_a_short_series_has_no_trend_and_a_flat_one_none_either() -> None:
    assert mann_kendall([1] * (FEWEST - 1)) is None
    flat = mann_kendall([3] * FEWEST)
    assert flat is not None
    assert (flat.tau, flat.p, flat.slope) == (0, 1, 0)


def test_one_of_twenty_stands_out_by_chance() -> None:
    rng = generator(11)
    found = [mann_kendall([rng.random() for _ in range(24)]) for _ in range(800)]
    assert sum(each is not None and each.p < 0.05 for each in found) / 800 == pytest.approx(0.05, abs=0.025)
