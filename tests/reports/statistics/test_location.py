"""The figures agree with Python's own statistics."""

from __future__ import annotations

import statistics as oracle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.location import mean, median, quantile

SECONDS = st.lists(st.integers(0, 10**7), min_size=2, max_size=60)


@given(SECONDS)
def test_median_and_mean_agree_with_the_library(seconds: list[int]) -> None:
    middle, average = median(seconds), mean(seconds)
    assert middle is not None
    assert average is not None
    assert middle == oracle.median(seconds)
    assert average == pytest.approx(oracle.mean(seconds), abs=1e-5)


@given(SECONDS)
def test_p90_is_the_inclusive_quantile(seconds: list[int]) -> None:
    high = quantile(seconds, 0.9)
    assert high is not None
    assert high == pytest.approx(oracle.quantiles(seconds, n=10, method="inclusive")[-1], abs=1e-5)


def test_one_value_is_its_own_quantile_and_none_has_none() -> None:
    assert quantile([7], 0.9) == 7
    assert median([]) is mean([]) is quantile([], 0.5) is None
