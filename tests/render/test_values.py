"""A value reads the same everywhere, and is one thing for machines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.core.tables import Interval, Series, Shown, Value
from revenant.render.units import Unit, amount, unit_of
from revenant.render.values import for_machines, for_people

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "people", "machines"),
    [
        (NAN, "–", None),
        (float("inf"), "–", None),
        (Interval(timedelta(minutes=1), None), "1m 00s … –", [60.0, None]),
        (Interval(Shown(0.046, "4.6 %"), Shown(0.5, "50 %")), "4.6 % … 50 %", [0.046, 0.5]),
        (Series((1, None, 2)), "▅·█", [1, None, 2]),
        (Series((1, NAN)), "", [1, None]),
        (Shown(NAN, "n/a"), "n/a", None),
        (Shown("a", "b\n\x1b"), "b ⏎ \\x1b", "a"),
    ],
)
def test_people_and_machines(value: Value, people: str, machines: object) -> None:
    assert (for_people(value), for_machines(value)) == (people, machines)


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([None, timedelta(1)], Unit.SECONDS),
        ([Shown(None, "n/a"), Shown(0.5, "1 of 2 (50 %)")], Unit.RATIO),
        ([Shown(0.03, "p = .03")], Unit.NUMBER),
        ([Interval(None, Shown(0.5, "50 %"))], Unit.RATIO),
        (["50 %"], Unit.NUMBER),
        ([], Unit.NUMBER),
    ],
)
def test_units(values: list[Value], unit: Unit) -> None:
    assert unit_of(values) is unit


def test_amounts_are_finite_numbers_or_none() -> None:
    values: list[Value] = [None, "a", NAN, True, 10**400, 3, timedelta(minutes=1), Shown(0.5, "x")]
    assert [amount(value) for value in values] == [None, None, None, None, None, 3, 60.0, 0.5]
