"""The quick curve is the curve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.curves import curve_of_ranked
from revenant.reports.statistics.survival import Observation, kaplan_meier

SECONDS = st.lists(st.integers(0, 9).map(float), max_size=12).map(sorted)


@given(SECONDS, SECONDS)
def test_it_has_the_steps_of_kaplan_and_meier(ended: list[float], going_on: list[float]) -> None:
    slow = kaplan_meier([*map(Observation, ended), *(Observation(each, ended=False) for each in going_on)])
    quick = curve_of_ranked(ended, going_on)
    assert [step[:3] for step in quick] == [step[:3] for step in slow]
    assert [step[3:] for step in quick] == [pytest.approx(step[3:]) for step in slow]
