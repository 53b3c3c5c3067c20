"""Random choices have the size that was asked for, and every one of them is as likely."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.drawing import bounded, choose, generator, nth_marked
from tests.reports.statistics.oracles import stats


@given(st.integers(1, 500), st.data())
def test_the_size_is_kept(n: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(0, n))
    marks = choose(n, size, generator(n))
    assert len(marks) == n
    assert marks.count(1) == size
    assert marks.count(0) == n - size


@pytest.mark.parametrize(("n", "size"), [(5, 2), (6, 3), (6, 1)])
def test_every_choice_is_as_likely(n: int, size: int) -> None:
    rng = generator()
    seen = Counter(bytes(choose(n, size, rng)) for _ in range(6_000))
    assert len(seen) == len(list(combinations(range(n), size)))
    assert stats.chisquare(list(seen.values())).pvalue > 0.001


@given(st.binary(min_size=1, max_size=200), st.data())
def test_the_place_of_a_mark(chance: bytes, data: st.DataObject) -> None:
    marks = bytearray(byte % 2 for byte in chance)
    mark = data.draw(st.sampled_from(sorted(set(marks))))
    places = [place for place, each in enumerate(marks) if each == mark]
    number = data.draw(st.integers(0, len(places) - 1))
    assert nth_marked(marks, number, mark) == places[number]


def test_work_is_bounded() -> None:
    assert (bounded(100, 10, 1_000), bounded(100, 50, 1_000), bounded(100, 0, 50)) == (100, 20, 50)
