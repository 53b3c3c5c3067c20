"""Axes begin and end at round numbers."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.render.scales import Scale, rounded, scale_for, tick_label, ticks
from revenant.render.units import Unit


@pytest.mark.parametrize(
    ("high", "unit", "labels"),
    [
        (3300, Unit.SECONDS, ["0", "15m", "30m", "45m", "1h"]),
        (13_000, Unit.SECONDS, ["0", "1h", "2h", "3h", "4h"]),
        (400_000, Unit.SECONDS, ["0", "1d", "2d", "3d", "4d", "5d"]),
        (86400 * 9000, Unit.SECONDS, ["0", "2,000d", "4,000d", "6,000d", "8,000d", "10,000d"]),
        (1.0, Unit.RATIO, ["0", "20 %", "40 %", "60 %", "80 %", "100 %"]),
        (3, Unit.NUMBER, ["0", "1", "2", "3"]),
        (4321, Unit.NUMBER, ["0", "1,000", "2,000", "3,000", "4,000", "5,000"]),
    ],
)
def test_ticks_are_what_people_would_write(high: float, unit: Unit, labels: list[str]) -> None:
    scale = rounded(scale_for([high]), unit)
    assert [tick_label(tick, unit) for tick in ticks(scale, unit)] == labels


def test_a_logarithmic_scale_ends_at_round_lengths() -> None:
    scale = rounded(scale_for([240, 84_000], log=True), Unit.SECONDS)
    assert [tick_label(tick, Unit.SECONDS) for tick in ticks(scale, Unit.SECONDS)] == ["1m", "10m", "1h", "6h", "1d"]


@pytest.mark.parametrize(
    ("ends", "unit", "log", "labels"),
    [
        ((0, 8.767), Unit.NUMBER, False, ("0", "10")),
        ((0, 0.9385), Unit.RATIO, False, ("0", "100 %")),
        ((0, 0.043), Unit.RATIO, False, ("0", "5 %")),
        ((0, 1064), Unit.NUMBER, False, ("0", "1,500")),
        ((7260, 7565), Unit.SECONDS, True, ("2h", "2h 08m")),
        ((7260, 20_000), Unit.SECONDS, True, ("2h", "6h")),
        ((30, 3e9), Unit.SECONDS, True, ("10s", "36,500d")),
        ((31, 64), Unit.NUMBER, True, ("20", "100")),
        ((0.3, 7.2e6), Unit.NUMBER, True, ("0.1", "10,000,000")),
        ((-3.3, 8.1), Unit.NUMBER, False, ("-5", "10")),
    ],
)
def test_the_ends_are_round(ends: tuple[float, float], unit: Unit, log: bool, labels: tuple[str, str]) -> None:
    scale = rounded(scale_for(ends, log=log), unit)
    assert (tick_label(scale.low, unit), tick_label(scale.high, unit)) == labels


def test_zero_stands_at_the_edge_of_a_logarithmic_scale() -> None:
    scale = scale_for([0, 60, 3600], log=True)
    assert (scale.at(0), scale.at(60), scale.at(3600)) == (0, 0, 1)


def test_a_logarithmic_scale_of_nothing_above_zero_is_a_plain_one() -> None:
    assert not scale_for([0, 0], log=True).log
    assert not scale_for([5], log=True).log


@given(st.lists(st.floats(-1e12, 1e12), min_size=1), st.sampled_from(list(Unit)), st.booleans())
def test_every_value_is_within_and_ticks_are_few(values: list[float], unit: Unit, log: bool) -> None:
    scale = rounded(scale_for(values, log=log), unit)
    assert all(0 <= scale.at(value) <= 1 for value in values)
    assert 0 <= len(ticks(scale, unit)) <= 40
    assert isclose(ticks(scale, unit)[0], scale.low, abs_tol=1e-6)
    assert isclose(ticks(scale, unit)[-1], scale.high, rel_tol=1e-6)
    if not scale.log:
        assert scale.low <= min([0.0, *values]) + max(map(abs, values)) * 1e-6 + 1e-6
        assert scale.high >= max(values) - abs(max(values)) * 1e-6


@pytest.mark.parametrize("unit", list(Unit))
def test_the_longest_lengths_and_the_largest_numbers_have_ticks(unit: Unit) -> None:
    scale = rounded(scale_for([86400 * 999_999_999 if unit is Unit.SECONDS else 1e300]), unit)
    assert all(tick_label(tick, unit) for tick in ticks(scale, unit))


def test_a_scale_of_one_number_is_safe() -> None:
    assert Scale(0, 0).at(0) == 0
    assert ticks(rounded(scale_for([0]), Unit.NUMBER), Unit.NUMBER) == [0, 1]
