"""The search for a cause: which evidence counts, what a change adds, what is not clear, and how it is said."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals.causes import Ranking, RecentChange, explain_cause, rank_causes
from revenant.signals.graph import Graph
from revenant.signals.rarity import HALF_LIFE, History, Series
from revenant.signals.signal import Gravity, Kind
from tests.conftest import ROOT, START

SHOP = Graph({"web": ["checkout", "search"], "checkout": ["payments", "cart"], "cart": ["cart-db"]})
T = TypeVar("T")
NAMES = ("web", "checkout", "search", "payments", "cart", "unknown")


def seen(service: str, name: str, kind: Kind = Kind.METRIC, after: float = 0, **more: object) -> Series:
    at = START + timedelta(seconds=after)
    return msgspec.convert(
        {"service": service, "name": name, "kind": kind, "first": at, "last": at, **more}, Series, strict=False
    )


def alert(service: str, name: str, after: float = 0) -> Series:
    return seen(service, name, Kind.ALERT, after)


def history(*incidents: list[Series]) -> History:
    memory = History()
    for incident in incidents:
        memory.observe(incident)
    return memory


def order(*series: Series, memory: History | None = None, graph: Graph = SHOP) -> list[str]:
    return [each.service for each in rank(*series, memory=memory, graph=graph).candidates]


def rank(*series: Series, memory: History | None = None, graph: Graph = SHOP) -> Ranking:
    return rank_causes(series, graph, memory or History())


def deploy(service: str, minutes_before: float) -> RecentChange:
    return RecentChange(service=service, at=START - timedelta(minutes=minutes_before), what="deploy 9f95f85")


# --- evidence -------------------------------------------------------------------------------


def test_what_every_incident_shows_is_no_evidence() -> None:
    usual, rare = seen("search", "threads up"), seen("cart", "disk full", after=5)
    assert order(usual, rare, memory=history(*[[usual]] * 10)) == ["cart", "search"]


def test_what_every_service_shows_is_no_evidence() -> None:
    shared = [seen(name, "latency up") for name in ("payments", "cart", "search")]
    assert order(*shared, seen("search", "disk full", after=9))[0] == "search"


def test_a_service_is_judged_by_its_worst_instance() -> None:
    many = [seen("search", f"metric {n}", instance=f"search-{n}") for n in range(6)]
    one = [seen("cart", f"other {n}", instance="cart-1") for n in range(2)]
    best = rank(*many, *one).candidates[0]
    assert (best.service, best.instance, best.because) == ("cart", "cart-1", ["other 0", "other 1"])


def test_a_stack_trace_is_one_piece_of_evidence() -> None:
    trace = [seen("search", f"template {n}", Kind.LOG) for n in range(20)]
    assert order(*trace, seen("cart", "disk full", after=5), seen("cart", "memory up", after=5))[0] == "cart"


def test_an_alert_may_be_a_dependencys_doing() -> None:
    chain = [alert(name, "HighErrorRate", after) for after, name in enumerate(("web", "checkout", "payments"))]
    assert order(*chain) == ["payments", "checkout", "web"]


def test_dependencies_count_through_services_that_say_nothing() -> None:
    assert order(alert("checkout", "HighErrorRate"), alert("cart-db", "HighErrorRate", 9)) == ["cart-db", "checkout"]


def test_a_cycle_of_dependencies_ends() -> None:
    ring = Graph({"a": ["b"], "b": ["c"], "c": ["a"]})
    assert order(*(alert(name, "HighErrorRate") for name in "cab"), graph=ring) == ["a", "b", "c"]


def test_a_dead_dependency_is_named_by_those_who_call_it() -> None:
    calls = [seen("checkout", "Charge 500", Kind.TRACE, peer="payments"), seen("web", "GET / 500", Kind.TRACE)]
    assert order(*calls) == ["payments", "web"]


def test_a_caller_is_never_taken_for_a_dependency() -> None:
    assert order(seen("payments", "Charge 500", Kind.TRACE, peer="checkout")) == ["payments"]


@pytest.mark.parametrize(
    "harmless", [seen("cart", "deployed", Kind.EVENT), seen("cart", "saved", Kind.LOG, gravity=Gravity.INFO)]
)
def test_changes_and_good_news_are_no_evidence(harmless: Series) -> None:
    assert order(harmless, alert("search", "Down")) == ["search"]


def test_a_service_nobody_named_is_no_candidate() -> None:
    assert order(alert("unknown", "Down")) == []
    assert not rank().is_clear


def test_ties_go_to_the_first_seen_then_to_the_name() -> None:
    assert order(alert("search", "A", 2), alert("payments", "B", 1), alert("cart", "C", 2)) == [
        "payments",
        "cart",
        "search",
    ]


# --- changes --------------------------------------------------------------------------------


def test_a_change_minutes_before_decides_between_equals() -> None:
    both = [alert("search", "Slow"), alert("payments", "Slow")]
    best = rank_causes(both, SHOP, History(), [deploy("search", 4)]).candidates[0]
    assert best.service == "search"
    assert best.score == pytest.approx(1 + 0.875, abs=0.001)


def test_a_change_fades() -> None:
    bonuses = []
    for minutes in (0, 30, 24 * 60):
        best = rank_causes([alert("search", "Slow")], SHOP, History(), [deploy("search", minutes)]).candidates[0]
        assert best.change
        bonuses.append(round(best.change.bonus, 3))
    assert bonuses == [1.0, 0.368, 0.0]


def test_a_dependencys_change_counts_half_and_only_one_step_away() -> None:
    group = [alert("checkout", "Slow"), alert("web", "Slow")]
    found = {
        each.service: each.change for each in rank_causes(group, SHOP, History(), [deploy("payments", 0)]).candidates
    }
    assert found["checkout"]
    assert found["checkout"].bonus == 0.5
    assert found["web"] is None


def test_of_two_changes_the_weightier_is_named() -> None:
    changes = [deploy("checkout", 12), deploy("payments", 1)]
    best = rank_causes([alert("checkout", "Slow")], SHOP, History(), changes).candidates[0]
    assert best.change
    assert best.change.change.service == "checkout"


def test_what_came_after_the_first_signal_did_not_cause_it() -> None:
    assert rank_causes([alert("cart", "Slow")], SHOP, History(), [deploy("cart", -1)]).candidates[0].change is None


def test_a_change_on_a_service_that_hardly_stands_out_makes_the_matter_unclear() -> None:
    group = [seen("payments", f"metric {n}") for n in range(5)] + [seen("search", "threads up")]
    assert rank_causes(group, SHOP, History(), []).is_clear
    assert not rank_causes(group, SHOP, History(), [deploy("search", 2)]).is_clear


# --- clear or not ---------------------------------------------------------------------------


def test_clear_is_twice_the_second() -> None:
    assert rank(alert("cart", "Down")).is_clear
    assert rank(*(seen("cart", name) for name in "abc"), seen("search", "d")).is_clear
    assert not rank(*(seen("cart", name) for name in "abc"), *(seen("search", name) for name in "de")).is_clear


# --- words ----------------------------------------------------------------------------------


def test_the_reasons_on_one_line() -> None:
    group = [
        *(seen("cart", name, instance="cart-0", after=0.3) for name in ("cpu up", "disk full", "io up", "mem up")),
        alert("checkout", "HighErrorRate"),
    ]
    cart, checkout = (
        explain_cause(each) for each in rank_causes(group, SHOP, History(), [deploy("cart", 4)]).candidates
    )
    assert cart == (
        "cart 1.88: rare signals 1.00 (cart-0: cpu up, disk full, io up and 1 more), "
        "deploy 9f95f85 4m 00s before +0.88, no unhealthy dependency, first seen +0.3 s"
    )
    assert checkout == (
        "checkout 0.56: rare signals 0.12 (HighErrorRate), "
        "deploy 9f95f85 on cart 4m 00s before +0.44, unhealthy dependency cart, first seen +0.0 s"
    )


# --- history --------------------------------------------------------------------------------


def test_one_bit_when_nothing_is_known() -> None:
    assert History().rarity(alert("cart", "Down")) == 1


def test_old_incidents_fade_and_are_forgotten() -> None:
    old, new = alert("cart", "Old"), alert("cart", "New")
    memory = history([old], *[[]] * HALF_LIFE, [new])
    assert memory.rarity(old) > memory.rarity(new) > 0
    for _ in range(10 * HALF_LIFE):
        memory.observe([])
    assert old.key not in memory.seen


def test_one_incident_counts_a_thing_once() -> None:
    assert history([alert("cart", "Down"), alert("cart", "Down", 9)]) == history([alert("cart", "Down")])


def test_history_is_plain_data() -> None:
    memory = history([alert("cart", "Down")], [alert("web", "Slow")])
    assert msgspec.json.decode(msgspec.json.encode(memory), type=History) == memory


# --- properties -----------------------------------------------------------------------------

SERIES = st.lists(
    st.builds(
        seen,
        st.sampled_from(NAMES),
        st.sampled_from("abcd"),
        st.sampled_from(list(Kind)),
        st.integers(0, 3),
        instance=st.sampled_from(["", "0", "1"]),
        peer=st.sampled_from(["", *NAMES]),
    ),
    max_size=20,
)
CHANGES = st.lists(st.builds(deploy, st.sampled_from(NAMES), st.integers(-5, 60)), max_size=4)


@given(SERIES, st.lists(SERIES, max_size=3), CHANGES, st.randoms(use_true_random=False))
def test_order_makes_no_difference(
    series: list[Series], past: list[list[Series]], changes: list[RecentChange], random: Random
) -> None:
    ranking = rank_causes(series, SHOP, history(*past), changes)
    assert ranking == rank_causes(
        _shuffled(series, random),
        SHOP,
        history(*(_shuffled(incident, random) for incident in past)),
        _shuffled(changes, random),
    )


def _shuffled(items: list[T], random: Random) -> list[T]:
    return random.sample(items, len(items))


@given(SERIES, CHANGES)
def test_scores_stand_in_order_and_say_why(series: list[Series], changes: list[RecentChange]) -> None:
    found = rank_causes(series, SHOP, History(), changes).candidates
    assert all(first.score >= second.score - 1e-9 for first, second in pairwise(found))
    assert all(each.because and each.signals and each.after >= timedelta() for each in found)
    assert not found or max(each.rarity for each in found) == 1
    assert len({explain_cause(each) for each in found}) == len(found)


# --- the public data ------------------------------------------------------------------------


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    yield
    for name in ("causes", "cloudbed"):
        sys.modules.pop(name, None)


@pytest.mark.data
@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize("history", [True, False])
@pytest.mark.parametrize("owner", ["caller", "callee"])
def test_floors_on_injected_faults(shared_data: Path, owner: str, history: bool) -> None:
    import causes
    import cloudbed

    data = cloudbed.load(shared_data / "signals" / "cloudbed-1", cloudbed.Convention(owner))
    found = causes.figures(causes.replay(data, causes.ours(Graph(data.depends_on)), history=history))
    assert found.top1 >= 0.40
    assert found.top3 >= 0.58
