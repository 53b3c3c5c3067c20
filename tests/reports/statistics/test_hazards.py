"""The tests that count what is still open agree with lifelines'."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenant.reports.statistics.hazards import compare_hazards
from revenant.reports.statistics.survival import Observation
from tests.reports.statistics.oracles import lifelines, quietly

OBSERVED = st.lists(st.builds(Observation, st.integers(1, 30), st.booleans()), min_size=2, max_size=40)


@settings(max_examples=15)
@given(OBSERVED, OBSERVED)
@pytest.mark.parametrize("early", [0, 1])
def test_lifelines_agrees(early: int, first: list[Observation], second: list[Observation]) -> None:
    found = compare_hazards(first, second, early)
    if found is None:
        return
    weights = {"weightings": "fleming-harrington", "p": early, "q": 0} if early else {}
    oracle = quietly(
        lifelines.statistics.logrank_test,
        [each.seconds for each in first],
        [each.seconds for each in second],
        [each.ended for each in first],
        [each.ended for each in second],
        **weights,
    )
    assert found.z**2 == pytest.approx(float(oracle.test_statistic), rel=1e-6, abs=1e-9)
    assert found.p == pytest.approx(float(oracle.p_value), rel=1e-6, abs=1e-9)


def test_its_sign_says_which_takes_longer() -> None:
    short, long = [Observation(k) for k in range(1, 20)], [Observation(k, k < 50) for k in range(20, 60)]
    found = compare_hazards(short, long)
    assert found is not None
    assert found.z > 5
    assert compare_hazards(long, short) == (-found.z, found.p)


def test_nothing_ended_or_nobody_left_to_compare() -> None:
    still_open = [Observation(5, ended=False)] * 3
    assert compare_hazards(still_open, still_open) is None
    assert compare_hazards([Observation(1)], []) is None
