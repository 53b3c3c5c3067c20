"""What a gate asks: everything a service depends on once, nearest first; and which data is none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.core.slo_policy import SloPolicy
from revenant.slos.budgeting.standing import standings
from revenant.slos.policing.gate import Exemption, Gate, judge, lacking_data, reached_from
from revenant.slos.policing.policy import Verdict
from revenant.slos.usage import Meter
from tests.slos.promised import NOW, Steady, ago, by_impact, outage, promise


def test_dependencies_are_followed_all_the_way_and_circles_end() -> None:
    depends_on = {
        "web": ["checkout", "search"],
        "checkout": ["payments", "web"],
        "payments": ["db"],
        "db": ["payments"],
    }
    assert reached_from("web", depends_on) == ["checkout", "search", "payments", "db"]
    assert reached_from("nobody", depends_on) == []


@pytest.mark.parametrize(
    ("meter", "why"),
    [
        (by_impact(), "nothing is measured, only impact that people recorded"),
        (Steady([], since=NOW.replace(tzinfo=None)), "nothing is measured in its window"),
        (Steady([], since=ago(days=3).replace(tzinfo=None)), ""),
    ],
)
def test_which_data_is_none(meter: Meter, why: str) -> None:
    found = lacking_data(judge(standings(promise(), meter, [], [], NOW), meter, []))
    assert found == ([f"checkout-availability, 99.9 %: {why}"] if why else [])


def test_only_what_is_exhausted_is_asked_since_when() -> None:
    for minutes, said in ((10, Verdict.GO), (60, Verdict.STOP)):
        meter = by_impact(outage("A", ago(days=2), minutes))
        (judged,) = judge(standings(promise(), meter, [], [], NOW), meter, [])
        assert (judged.verdict, judged.freeze is not None) == (said, said is Verdict.STOP)


def test_an_exemption_opens_what_the_policy_stops() -> None:
    meter = by_impact(outage("A", ago(days=2), 60))
    own = judge(standings(promise(), meter, [], [], NOW), meter, [])
    gate = Gate("checkout", SloPolicy(), own)
    assert (gate.is_stopped, gate.is_open) == (True, False)
    assert gate._replace(exemption=Exemption("p0", "", "it burns", "ben")).is_open
    assert Gate("checkout", SloPolicy(services=["pay*"]), own).is_open
    assert gate._replace(own=(), others=own).is_open
    assert not gate._replace(own=(), others=own, policy=SloPolicy(dependencies="stop")).is_open


def test_data_is_old_after_a_day() -> None:
    meter = Steady([], since=ago(days=9).replace(tzinfo=None))
    (judged,) = judge(standings(promise(), meter, [], [], NOW), meter, [])
    old = judged._replace(standing=judged.standing._replace(until=NOW - timedelta(days=1, seconds=1)))
    assert lacking_data([old]) == ["checkout-availability, 99.9 %: nothing is measured since 2026-11-22 11:59 UTC"]
    assert not lacking_data([old._replace(standing=judged.standing._replace(until=NOW - timedelta(days=1)))])
