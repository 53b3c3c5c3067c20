"""When a budget is exhausted, and what is more than a share of it: exactly, at the edge too."""

from __future__ import annotations

from fractions import Fraction

import pytest

from revenant.core.slo_policy import SloPolicy
from revenant.slos.budgeting.budget import Budget
from revenant.slos.budgeting.standing import standings
from revenant.slos.policing.policy import (
    EXCEPTIONS,
    FREEZE,
    Verdict,
    exceeds,
    exceptions,
    freeze_text,
    stops,
    verdict,
)
from revenant.slos.usage import Unit
from tests.slos.promised import NOW, Steady, ago, by_impact, outage, promise


@pytest.mark.parametrize(("minutes", "said"), [(43.1, Verdict.GO), (43.2, Verdict.STOP), (43.3, Verdict.STOP)])
def test_nothing_left_of_43_2_minutes_is_exhausted(minutes: float, said: Verdict) -> None:
    (standing,) = standings(promise(), by_impact(outage("A", ago(days=2), minutes)), [], [], NOW)
    assert verdict(standing) is said


def test_what_is_not_measured_neither_stops_nor_is_good() -> None:
    (standing,) = standings(promise(), Steady([], since=NOW), [], [], NOW)
    assert verdict(standing) is Verdict.UNMEASURED


@pytest.mark.parametrize(("spent", "more"), [(200, False), (201, True), (199, False)])
def test_exactly_a_fifth_is_not_more_than_a_fifth(spent: float, more: bool) -> None:
    assert exceeds(spent, 0.2, Fraction(1000)) is more


def test_shares_are_as_they_are_written() -> None:
    """0.1 + 0.2 is not 0.3 in floats: 30 of 100 is exactly 0.3, and no more."""
    assert not exceeds(30.0, 0.3, Fraction(100))
    assert Budget(Fraction(3), 3.0, Unit.EVENTS).is_exhausted


def test_the_words_are_the_workspace_s_where_it_has_any() -> None:
    own = SloPolicy(freeze="Only on Tuesdays.", exceptions={"vip": "the board"})
    assert (freeze_text(SloPolicy()), exceptions(SloPolicy())) == (FREEZE, EXCEPTIONS)
    assert (freeze_text(own), exceptions(own)) == ("Only on Tuesdays.", {"vip": "the board"})


def test_which_services_it_stops() -> None:
    assert stops(SloPolicy(), "checkout")
    assert stops(SloPolicy(services=["check*"]), "checkout")
    assert not stops(SloPolicy(services=["check*"]), "payments")
