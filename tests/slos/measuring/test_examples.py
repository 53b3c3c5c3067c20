"""Worked examples that others published, with their figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from math import floor

import pytest

from revenant.slos.burning.rates import exact_rate
from revenant.slos.slo import Method, Objective
from revenant.slos.usage import Usage
from tests.slos.measuring.files import MINUTE, NOON, csv_text, read_spans, row, span, usage

FORTNIGHT = 14 * 24 * 60
ATTACK = 16 * 60 + 48


def test_four_weeks_of_the_workbook() -> None:
    """Site Reliability Workbook, table 2-4: requests of four weeks, and how many of them may fail."""
    weeks = [(914_000, 889_000), (916_000, 888_865), (917_000, 890_000), (916_253, 890_000)]
    rows = [row(at * 10_080, (at + 1) * 10_080, good, total) for at, (total, good) in enumerate(weeks)]
    found = read_spans(csv_text(rows), [span(0, 40_320)], now=NOON + timedelta(weeks=4)).usages[0]
    assert found == Usage(3_663_253 - 3_557_865, 3_663_253, timedelta(weeks=4))
    assert f"{1 - found.bad / found.all:.3%}" == "97.123%"
    allowed = [floor(Objective(name="", target=target).allowed * Fraction(found.all)) for target in (0.97, 0.9, 0.99)]
    assert allowed == [109_897, 366_325, 36_632]


def _attacked(minutes: int, step: int, total: float) -> Iterator[str]:
    """A fortnight in which 99 % succeed, but 1 % in the first minutes."""
    for start in range(0, FORTNIGHT, step):
        yield row(start, start + step, total * (0.01 if start < minutes else 0.99), total)


def _fortnight(method: Method, minutes: int, step: int, total: float) -> Usage:
    now = NOON + timedelta(weeks=2)
    objective = Objective(name="95 %", target=0.95, slice_target=0.95, slice_window=MINUTE)
    text = csv_text(_attacked(minutes, step, total))
    return read_spans(text, [span(0, FORTNIGHT)], method, now, objective, lines=999).usages[0]


def test_failures_of_an_attack_among_occurrences() -> None:
    """OpenSLO's comparison of budgeting methods: 24,000 requests a day are 50 in three minutes."""
    assert usage(csv_text(_attacked(ATTACK, 3, 50)), 0, ATTACK).bad == pytest.approx(16_632, abs=1e-6)
    whole = _fortnight(Method.OCCURRENCES, ATTACK, 3, 50)
    assert whole.all == 336_000
    assert whole.bad == pytest.approx(16_632 + 0.01 * (336_000 - 16_800))


def test_slices_of_an_attack() -> None:
    found = _fortnight(Method.TIMESLICES, ATTACK, 1, 100)
    assert found == Usage(1_008, 20_160, timedelta(weeks=2))
    assert found.share == float(Objective(name="", target=0.95).allowed)


@pytest.mark.parametrize(("minutes", "is_spent"), [(822, False), (823, True)])
def test_shares_of_slices_of_an_attack(minutes: int, is_spent: bool) -> None:
    """It lasts 822.9 minutes until the 1,008 are spent, of which what fails anyway takes 201.6."""
    found = _fortnight(Method.RATIO_TIMESLICES, minutes, 1, 100)
    assert found.bad == pytest.approx(0.99 * minutes + 0.01 * (FORTNIGHT - minutes))
    assert (found.bad > 1_008) == is_spent
    calm = _fortnight(Method.RATIO_TIMESLICES, 0, 1, 100)
    assert round((1_008 - calm.bad) / (found.bad - calm.bad) * minutes, 1) == 822.9


def test_the_arithmetic_of_slo_generator() -> None:
    """Its report of a day: indicator to six places, gap to the goal, burn to one, minutes left of the window."""
    goal = Objective(name="", target=0.999)
    found = usage(csv_text([row(0, 720, 4_993, 5_000), row(720, 1440, 4_997, 5_000)]), 0, 1440)
    indicator = round(1 - found.bad / found.all, 6)
    gap = indicator - goal.target
    assert (indicator, round(gap, 6)) == (0.999, 0)
    assert round(float(exact_rate(goal, found) or 0), 1) == 1.0
    worse = usage(csv_text([row(0, 1440, 9_985, 10_000)]), 0, 1440)
    assert round(float(exact_rate(goal, worse) or 0), 1) == 1.5
    assert round(86_400 * (round(1 - worse.bad / worse.all, 6) - goal.target) / 60, 2) == -0.72
