"""Holm's correction, against its definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.several import holm

CHANCES = st.lists(st.floats(0, 1), max_size=20)


def test_a_worked_example() -> None:
    """Four tests: the smallest counts four times, the next three times, and none less than one before it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(CHANCES)
def test_what_it_rejects_is_what_its_steps_reject(chances: list[float]) -> None:
    rejected = set()
    for passed, place in enumerate(sorted(range(len(chances)), key=lambda place: chances[place])):
        if chances[place] * (len(chances) - passed) > 0.05:
            break
        rejected.add(place)
    assert {place for place, p in enumerate(holm(chances)) if p <= 0.05} == rejected


@given(CHANCES)
def test_nothing_becomes_likelier_and_nothing_exceeds_one(chances: list[float]) -> None:
    assert all(before <= after <= 1 for before, after in zip(chances, holm(chances), strict=True))
