"""The incomplete beta and gamma functions agree with scipy's, from tiny to large."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.integrals import beta_share, gamma_share, where
from tests.reports.statistics.oracles import special

SHAPES = st.floats(0.5, 30_000)


@given(SHAPES, SHAPES, st.floats(0, 1))
def test_beta(a: float, b: float, x: float) -> None:
    assert beta_share(a, b, x) == pytest.approx(float(special.betainc(a, b, x)), rel=1e-8, abs=1e-12)


@given(SHAPES, st.floats(0, 3))
def test_gamma(a: float, part: float) -> None:
    assert gamma_share(a, a * part) == pytest.approx(float(special.gammainc(a, a * part)), rel=1e-8, abs=1e-12)


def test_outside_there_is_nothing_or_all() -> None:
    assert (beta_share(2, 3, -1), beta_share(2, 3, 2), gamma_share(2, -1)) == (0, 1, 0)


def test_a_root_is_found() -> None:
    assert where(lambda x: x * x - 2, 0, 2) == pytest.approx(2**0.5, abs=1e-12)
