"""Amounts, shares and rates as people read them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.slo import Objective
from revenant.slos.telling.percents import percent, rate
from revenant.slos.telling.wording import amount, count, target
from revenant.slos.usage import Unit


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.128, "12.8"),
        (-0.389, "-38.9"),
        (0, "0.0"),
        (1, "100.0"),
        (0.9999, "99.99"),
        (0.99999, "99.999"),
        (0.9999999, "99.99999"),
        (1.0001, "100.01"),
        (0.0001, "0.01"),
        (-0.0001, "-0.01"),
        (-1e-17, "0.0"),
        (1 - 1e-16, "100.0"),
    ],
)
def test_what_is_not_quite_all_or_nothing_does_not_read_so(value: float, words: str) -> None:
    assert percent(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(14.4, "14.4×"), (13.44, "13.44×"), (1000, "1000×"), (1, "1×"), (0.9333, "0.93×"), (0, "0×"), (0.001, "0.001×")],
)
def test_rates(value: float, words: str) -> None:
    shown = rate(value)
    assert shown is not None
    assert shown.text == words


@pytest.mark.parametrize(
    ("value", "words"), [(109_897.59, "109,898"), (-1e-12, "0"), (0.4, "0.4"), (3.0, "3"), (-250.2, "-250")]
)
def test_events(value: float, words: str) -> None:
    assert count(value) == words


def test_slices_and_seconds_read_as_time() -> None:
    objective = Objective(name="", target=0.99, slice_window=timedelta(minutes=5))
    assert amount(3, Unit.SLICES, objective) == (timedelta(minutes=15), "15m 00s")
    assert amount(-2592, Unit.SECONDS, objective) == (timedelta(seconds=-2592), "-43m 12s")


@pytest.mark.parametrize(
    ("value", "words"), [(0.999, "99.9 %"), (0.9, "90 %"), (0.99999, "99.999 %"), (0, "0 %"), (0.975, "97.5 %")]
)
def test_targets(value: float, words: str) -> None:
    assert target(Objective(name="", target=value)) == words
