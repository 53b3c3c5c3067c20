"""Small lines of blocks have one meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.render.sparklines import GAP, LEVELS, sparkline


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ((0, 1, 7), "▁▂█"),
        ((5, None, 10), "▅·█"),
        ((0, 0), "▁▁"),
        ((2, 5e-324), "█▂"),
        ((100, 100), "██"),  # from zero, so what does not change is full, not flat
        ((3,), ""),
        ((None, 3, None), ""),
        ((-1, 3), ""),
        ((float("nan"), 1, 2, float("inf")), "·▅█·"),
        ((), ""),
    ],
)
def test_what_is_drawn(values: tuple[float | None, ...], drawn: str) -> None:
    assert sparkline(values) == drawn


@given(st.lists(st.none() | st.floats(0, 1e9), min_size=2))
def test_only_zero_stands_lowest_and_gaps_are_seen(values: list[float | None]) -> None:
    for value, char in zip(values, sparkline(values), strict=False):
        assert (char == GAP) == (value is None)
        assert (char == LEVELS[0]) == (value == 0)
