"""Student's t, centred or not, agrees with scipy's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.student import t_below, t_power, t_quantile, two_sided
from tests.reports.statistics.oracles import stats

FREEDOM = st.floats(1, 5_000)


@given(st.floats(-50, 50), FREEDOM)
def test_probabilities(t: float, freedom: float) -> None:
    assert t_below(t, freedom) == pytest.approx(float(stats.t.cdf(t, freedom)), abs=1e-8)
    assert two_sided(t, freedom) == pytest.approx(2 * float(stats.t.sf(abs(t), freedom)), abs=1e-8)


@given(st.floats(0.5, 0.9995), FREEDOM)
def test_quantiles(share: float, freedom: float) -> None:
    assert t_quantile(share, freedom) == pytest.approx(float(stats.t.ppf(share, freedom)), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("freedom", [1, 2, 5, 10, 98, 1_998])
@pytest.mark.parametrize("distance", [0, 0.5, 2, 4])
def test_power_is_that_of_the_noncentral_t(distance: float, freedom: int) -> None:
    critical = stats.t.ppf(0.975, freedom)
    power = stats.nct.sf(critical, freedom, distance) + stats.nct.cdf(-critical, freedom, distance)
    assert t_power(distance, freedom) == pytest.approx(float(power), abs=1e-4)
