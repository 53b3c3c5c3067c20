"""How skewed a sample is: scipy's figure for the logarithms, and the share of the largest."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.shape import log_skewness, share_of_largest


@given(st.lists(st.floats(1e-3, 1e6), min_size=3, max_size=40).filter(lambda found: max(found) > 1.01 * min(found)))
def test_skewness_is_that_of_scipy(values: list[float]) -> None:
    from scipy.stats import skew

    assert log_skewness(values) == pytest.approx(float(skew([log(each) for each in values])), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("values", [[], [1.0, 2.0], [0.0, 1.0, 2.0], [5.0, 5.0, 5.0, 5.0]])
def test_too_few_or_all_the_same_have_none(values: list[float]) -> None:
    assert log_skewness(values) is None


def test_the_largest_tenth_holds_its_share_of_the_sum() -> None:
    assert share_of_largest([*[1.0] * 9, 91.0], 0.1) == pytest.approx(0.91)
    assert share_of_largest([1.0, 2.0], 0.1) is None
    assert share_of_largest([0.0] * 20, 0.1) is None
