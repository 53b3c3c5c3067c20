"""Medians of what is partly still going on, against lifelines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from revenant.core.tables import Interval
from revenant.reports.measuring.waiting import FEWEST, waiting
from revenant.reports.statistics.survival import Observation, kaplan_meier

_OBSERVED = st.lists(st.builds(Observation, st.integers(1, 50).map(float), st.booleans()), min_size=6, max_size=40)


def test_five_are_too_few_and_six_are_enough() -> None:
    assert FEWEST == 6
    five = waiting(Observation(float(n)) for n in range(5))
    assert (five.n, five.median, five.bounds) == (5, None, None)
    six = waiting(Observation(float(n)) for n in range(6))
    assert (six.n, six.median, six.bounds) == (6, 2.5, (0, 5))


def test_open_ones_make_it_longer() -> None:
    ended = [Observation(float(n)) for n in range(1, 9)]
    going_on = [Observation(9.0, ended=False)] * 4
    assert waiting(ended).median == 4.5
    found = waiting([*ended, *going_on])
    assert (found.n, found.open, found.median) == (12, 4, 6)
    many = waiting([*ended, *going_on * 3])
    assert (many.median, many.middle) == (None, [None, Interval(timedelta(seconds=5), None)])
    assert waiting(going_on * 2).middle == [None, None]


@given(_OBSERVED)
def test_lifelines_says_the_same(observed: list[Observation]) -> None:
    lifelines = pytest.importorskip("lifelines")
    curve = kaplan_meier(observed)
    assume(all(abs(part - 0.5) > 1e-9 for part in curve.surviving))  # there it depends on rounding
    assume(any(not each.ended for each in observed) and any(each.ended for each in observed))
    fitter = lifelines.KaplanMeierFitter().fit([each.seconds for each in observed], [each.ended for each in observed])
    found = waiting(observed)
    assert (found.median or float("inf")) == fitter.median_survival_time_
    if found.median is not None and found.bounds is not None:
        assert found.bounds.low <= found.median <= found.bounds.high
