"""How unevenly things fall to people, against the definition and against dice."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.reports.statistics.evenness import FEWEST_EACH, gini, gini_by_chance

COUNTS = st.lists(st.integers(0, 50), min_size=3, max_size=8).filter(lambda counts: sum(counts) >= 5 * len(counts))


def by_definition(counts: list[int]) -> float:
    """Half of the mean difference of all pairs, relative to the mean."""
    pairs = [abs(one - other) for one in counts for other in counts]
    return sum(pairs) / len(pairs) / 2 / (sum(counts) / len(counts))


@given(COUNTS)
def test_it_is_half_the_mean_difference_relative_to_the_mean(counts: list[int]) -> None:
    assert gini(counts) == pytest.approx(by_definition(counts))


@given(COUNTS, st.integers(2, 9))
def test_scale_and_order_do_not_matter(counts: list[int], factor: int) -> None:
    found = gini(counts)
    assert found is not None
    assert 0 <= found < 1
    assert gini([factor * count for count in reversed(counts)]) == pytest.approx(found)


def test_all_alike_is_nought_and_one_for_all_is_nearly_one() -> None:
    assert gini([7, 7, 7]) == 0
    assert gini([0, 0, 0, 40]) == pytest.approx(0.75)


def test_too_few_people_or_things_have_none() -> None:
    assert gini([9, 9]) is None
    assert gini([4, 5, 5]) is None
    assert gini([]) is None


@pytest.mark.parametrize(("people", "total"), [(3, 15), (5, 25), (5, 200), (12, 1200)])
def test_chance_alone_makes_as_much_as_dice_do(people: int, total: int) -> None:
    dice = random.Random(1)
    assert total >= FEWEST_EACH * people
    thrown = [Counter(dice.randrange(people) for _ in range(total)) for _ in range(400)]
    average = sum(gini([counts[who] for who in range(people)]) or 0.0 for counts in thrown) / len(thrown)
    assert gini_by_chance(people, total) == pytest.approx(average, rel=0.08)
