"""Relabelling: near scipy's answer, the same every time, bounded, and never a chance of zero."""

from __future__ import annotations

import pytest

from revenant.reports.statistics import permutation
from revenant.reports.statistics.drawing import generator
from revenant.reports.statistics.permutation import permute
from revenant.reports.statistics.ranks import mann_whitney, midranks
from tests.reports.statistics.oracles import stats

FIRST = [5, 9, 12, 12, 30, 41, 55, 70, 90, 120]
SECOND = [12, 30, 60, 61, 80, 95, 140, 150, 180, 240, 600]


def test_scipy_agrees() -> None:
    found, ranks = permute(FIRST, SECOND, generator()), midranks([*FIRST, *SECOND])
    assert found is not None
    oracle = stats.permutation_test(
        (ranks[: len(FIRST)], ranks[len(FIRST) :]),
        lambda x, y, axis: y.mean(axis=axis) - x.mean(axis=axis),
        vectorized=True,
        n_resamples=4_999,
        rng=1,
    )
    assert found.p == pytest.approx(float(oracle.pvalue), abs=0.02)


def test_ranks_agree_with_the_exact_test() -> None:
    first, second = [1.0, 3, 4, 8, 9], [2.0, 7, 10, 11, 12, 13]
    found, exact = permute(first, second, generator()), mann_whitney(first, second)
    assert found is not None
    assert exact.exact
    assert found.p == pytest.approx(exact.p, abs=0.02)


def test_it_is_the_same_every_time() -> None:
    assert permute(FIRST, SECOND, generator()) == permute(FIRST, SECOND, generator())


def test_it_is_never_impossible() -> None:
    found = permute([1] * 30, [1_000] * 30, generator())
    assert found is not None
    assert found.p == 1 / (found.drawn + 1)


def test_where_nothing_differs_every_relabelling_is_as_far() -> None:
    found = permute([5, 5, 5], [5, 5], generator())
    assert found is not None
    assert found.p == 1


def test_the_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large samples are drawn less often, and beyond the budget not at all."""
    monkeypatch.setattr(permutation, "BUDGET", 400_000)
    few = permute([1.0] * 30, [2.0] * 30, generator())
    assert few is not None
    assert few.drawn == 400_000 // (60 + permutation.BESIDE)
    assert permute([1.0] * 200, [2.0] * 200, generator()) is None
