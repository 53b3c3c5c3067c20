"""The rank tests agree with scipy's, the shift with all differences made, and the two with each other."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics import differences
from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.location import median
from revenant.reports.statistics.ranks import EXACT_UP_TO, hodges_lehmann, mann_whitney, midranks, u_at_most
from tests.reports.statistics.oracles import quietly, stats

TIED = st.lists(st.integers(0, 12), min_size=1, max_size=60)
SECONDS = st.lists(st.integers(0, 10**6) | st.floats(0, 10**6), min_size=1, max_size=60)
APART = st.lists(st.integers(0, 10**9), min_size=2, max_size=40, unique=True)


@given(TIED, TIED)
def test_with_ties_the_normal_approximation(first: list[int], second: list[int]) -> None:
    found = mann_whitney(first, second)
    oracle = quietly(stats.mannwhitneyu, first, second, method="asymptotic", use_continuity=True)
    assert found.u == oracle.statistic
    if not found.exact and len({*first, *second}) > 1:
        assert found.p == pytest.approx(float(oracle.pvalue), abs=1e-9)
    assert 0 < found.p <= 1


@given(APART)
def test_without_ties_few_pairs_are_exact(values: list[int]) -> None:
    first, second = values[::2], values[1::2]
    found = mann_whitney(first, second)
    oracle = stats.mannwhitneyu(first, second, method="exact")
    assert found.exact == (len(first) * len(second) <= EXACT_UP_TO)
    assert found.p == pytest.approx(float(oracle.pvalue), abs=1e-9 if found.exact else 0.01)
    assert found.later_longer == pytest.approx(
        sum((late > early) for early in first for late in second) / (len(first) * len(second))
    )


def test_where_it_stops_being_exact_little_is_lost() -> None:
    spread = sqrt(20 * 20 * 41 / 12)
    for u in range(200):
        approximate = 2 * float(stats.norm.cdf((u + 0.5 - 200) / spread))
        assert abs(min(2 * u_at_most(u, 20, 20), 1) - min(approximate, 1)) < 0.005


def test_all_equal_and_single_values_tell_nothing() -> None:
    assert mann_whitney([5, 5], [5, 5, 5])[1:3] == (1, 0.5)
    assert mann_whitney([1], [2]).p == 1
    assert hodges_lehmann([5.0], [7.0]) == (2, None)
    assert hodges_lehmann([5] * 30, [5] * 30) == (0, (0, 0))


@given(SECONDS, SECONDS, st.data())
def test_differences_by_their_places(first: list[float], second: list[float], data: st.DataObject) -> None:
    """As if all had been made: also where the bounds have to be brought together first."""
    everything = sorted(float(late) - float(early) for early in first for late in second)
    places = data.draw(st.lists(st.integers(0, len(everything) - 1), max_size=4))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(differences, "_FEW", 1)
        patch.setattr(differences, "_STRIDE", data.draw(st.sampled_from([1, 3, 128])))
        assert differences.nth_differences(first, second, places) == [everything[place] for place in places]


@given(SECONDS, SECONDS)
def test_the_shift_is_the_median_of_all_differences(first: list[float], second: list[float]) -> None:
    found = hodges_lehmann(first, second)
    everything = [float(late) - float(early) for early in first for late in second]
    assert found.estimate == pytest.approx(median(everything))
    assert found.bounds is None or found.bounds.low <= found.estimate <= found.bounds.high


def test_large_samples_with_a_known_shift() -> None:
    rng = generator()
    first = [round(rng.lognormvariate(8, 1.3)) for _ in range(3_000)]
    found = hodges_lehmann(first, [each + 600 for each in first])
    assert found.estimate == 600
    assert found.bounds is not None
    assert found.bounds.low < 600 < found.bounds.high


@given(APART)
def test_interval_and_exact_test_agree(values: list[int]) -> None:
    """The interval of the shift holds zero exactly where the test at 5 % says that nothing can be told."""
    first, second = values[: len(values) // 2], values[len(values) // 2 :]
    found, bounds = mann_whitney(first, second), hodges_lehmann(first, second).bounds
    if found.exact:
        assert (found.p > 0.05) == (bounds is None or bounds.low <= 0 <= bounds.high)


def test_the_interval_holds_what_it_promises() -> None:
    rng = generator(3)
    held = 0
    for _ in range(600):
        first, second = ([rng.lognormvariate(0, 1) for _ in range(n)] for n in (15, 40))
        bounds = hodges_lehmann(first, [each + 0.5 for each in second]).bounds
        assert bounds is not None
        held += bounds.low <= 0.5 <= bounds.high
    assert held / 600 == pytest.approx(0.95, abs=3 * sqrt(0.95 * 0.05 / 600))


@given(TIED)
def test_midranks(values: list[int]) -> None:
    assert midranks(values) == pytest.approx(list(stats.rankdata(values)))
