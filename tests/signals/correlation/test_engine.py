"""What belongs together, what does not, and that neither order nor pieces of the input make a difference."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals.correlation.links import Cap, Reason
from revenant.signals.correlation.windows import Windows
from revenant.signals.graph import Graph
from revenant.signals.signal import UNKNOWN, Gravity, Kind, State
from tests.signals.correlation.making import CHAIN, by_seconds, run, shapes, signal


def test_signals_of_one_service_are_one_group_until_it_falls_silent() -> None:
    clusters, _ = run([signal(0), signal(60), signal(121)])
    assert shapes(clusters) == [(["checkout"], 2), (["checkout"], 1)]


def test_another_environment_is_another_group() -> None:
    clusters, _ = run([signal(0), signal(1, environment="staging", id="s")])
    assert sorted(cluster.environment for cluster in clusters) == ["production", "staging"]


def test_a_dependency_links_and_says_why() -> None:
    (cluster,), _ = run([signal(0, "payments"), signal(8.2, "checkout")])
    assert cluster.services == ["payments", "checkout"]
    (link,) = cluster.links
    assert (link.reason, link.a, link.b) == (Reason.DEPENDENCY, "payments-0", "checkout-8.2")
    assert link.words == "checkout depends on payments, 8.2 s apart (at most 60 s)"
    assert 0.6 < link.confidence < 0.62


def test_two_steps_apart_nothing_links() -> None:
    clusters, _ = run([signal(0, "payments"), signal(1, "web")])
    assert len(clusters) == 2


def test_a_chain_links_through_services_that_alert_themselves() -> None:
    (cluster,), _ = run([signal(0, "web"), signal(1, "payments"), signal(2, "checkout")])
    assert sorted(cluster.services) == ["checkout", "payments", "web"]
    assert len(cluster.links) == 2


def test_a_neighbour_joins_while_the_group_is_alive_even_if_the_service_itself_is_silent() -> None:
    rows = [signal(0, "payments"), signal(5, "checkout"), signal(50, "checkout"), signal(100, "database")]
    (cluster,), _ = run(rows)
    assert cluster.count == 4


def test_a_shared_trace_links_services_that_do_not_know_each_other() -> None:
    (cluster,), _ = run([signal(0, "search", trace_id="4bf9"), signal(3, "web", trace_id="4bf9")])
    (link,) = cluster.links
    assert (link.reason, link.words, link.confidence) == (Reason.TRACE, "search and web share trace 4bf9", 1.0)


def test_a_shared_request_links_too_but_not_across_environments() -> None:
    rows = [signal(0, "search", request_id="r"), signal(1, "web", request_id="r")]
    assert len(run(rows)[0]) == 1
    other = [rows[0], signal(1, "web", request_id="r", environment="staging")]
    assert len(run(other)[0]) == 2


def test_an_id_that_is_everywhere_links_nothing_more_and_the_refusal_is_kept() -> None:
    rows = [signal(number / 100, f"service-{number}", trace_id="health-check") for number in range(40)]
    clusters, _ = run(rows, Graph({}))
    assert len(clusters[0].services) == 32
    assert {refusal.cap for cluster in clusters[1:] for refusal in cluster.refused} == {Cap.HUB}


def test_without_a_service_only_traces_link_and_every_name_stands_alone() -> None:
    rows = [
        signal(0, UNKNOWN, name="a", id="1", trace_id="t"),
        signal(1, UNKNOWN, name="b", id="2"),
        signal(2, "web", id="3", trace_id="t"),
    ]
    assert sorted(cluster.count for cluster in run(rows)[0]) == [1, 2]


def test_the_lifetime_ends_a_group_and_the_next_one_says_so() -> None:
    clusters, _ = run([signal(30.0 * n) for n in range(70)])
    assert [cluster.count for cluster in clusters] == [61, 9]
    (refusal,) = clusters[1].refused
    assert (refusal.other, refusal.cap) == (clusters[0].id, Cap.LIFETIME)


def test_a_full_group_takes_in_no_other() -> None:
    star = Graph({"hub": [f"leaf-{n}" for n in range(6)]})
    rows = [*(signal(n, f"leaf-{n}") for n in range(6)), signal(10, "hub")]
    clusters, _ = run(rows, star, Windows(max_services=4))
    assert max(len(cluster.services) for cluster in clusters) == 4
    assert {refusal.cap for cluster in clusters for refusal in cluster.refused} == {Cap.SERVICES}


def test_a_gateway_does_not_make_one_incident_of_what_fails_behind_it() -> None:
    """What calls many suffers from each; that two of them are ill at once does not make them one."""
    many = [f"backend-{n}" for n in range(25)]
    graph = Graph({"gateway": many, "backend-0": ["db-0"], "backend-1": ["db-1"]})
    rows = [signal(0, "db-0"), signal(1, "backend-0"), signal(2, "db-1"), signal(3, "backend-1"), signal(4, "gateway")]
    clusters, _ = run(rows, graph)
    assert len(clusters) == 2
    assert [refusal.cap for cluster in clusters for refusal in cluster.refused] == [Cap.HUB]


def test_changes_and_good_news_open_nothing_and_link_nothing() -> None:
    rows = [
        signal(0, "checkout", id="deploy", kind=Kind.EVENT),
        signal(1, "checkout", id="fine", severity=Gravity.INFO),
        signal(2, "checkout", id="over", status=State.RESOLVED),
    ]
    clusters, engine = run(rows)
    assert clusters == []
    assert (engine.tally.changes, engine.tally.healthy, engine.tally.resolved) == (1, 1, 1)


def test_good_news_keeps_no_group_alive() -> None:
    rows = [signal(0), signal(50, severity=Gravity.INFO, id="ok"), signal(100, id="again")]
    clusters, _ = run(rows)
    assert [(cluster.count, cluster.healthy) for cluster in clusters] == [(1, 1), (1, 0)]


def test_an_alert_that_is_resolved_is_marked_and_firing_again_it_is_not() -> None:
    alert = {"kind": Kind.ALERT, "fingerprint": "f", "name": "Down"}
    over = signal(20, id="over", status=State.RESOLVED, **alert)
    (cluster,), _ = run([signal(0, id="a", **alert), over])
    assert cluster.is_resolved
    (cluster,), _ = run([signal(0, id="a", **alert), over, signal(30, id="b", **alert)])
    assert not cluster.is_resolved


def test_repeats_are_counted_with_first_last_and_a_few_ids() -> None:
    (cluster,), engine = run([signal(n) for n in range(10)])
    (seen,) = cluster.seen
    assert (seen.count, seen.ids[0], (seen.last - seen.first).total_seconds()) == (10, "checkout-0", 9)
    assert engine.tally.signals == 10


def test_the_same_signal_twice_counts_once() -> None:
    (cluster,), engine = run([signal(0), signal(0), signal(1)])
    assert (cluster.count, engine.tally.repeats) == (2, 1)


def test_more_series_than_can_be_told_apart_are_counted_together() -> None:
    (cluster,), _ = run([signal(n / 100, name=f"n{n}", id=f"i{n}") for n in range(1500)])
    assert cluster.count == 1500
    assert len(cluster.seen) == 1001


def test_a_late_signal_joins_what_was_open_at_its_time_and_moves_nothing() -> None:
    rows = [signal(0), signal(40), signal(41, "search"), signal(50, "search"), signal(10, id="late")]
    clusters, engine = run(rows, batch=1)
    assert engine.tally.late == 1
    checkout = next(cluster for cluster in clusters if cluster.services == ["checkout"])
    assert (checkout.count, checkout.late, checkout.id[:15]) == (3, 1, "20261123-120000")


def test_one_that_is_too_late_for_what_is_open_is_counted_and_left_out() -> None:
    rows = [*(signal(100.0 * n) for n in range(5)), signal(150, id="too-late")]
    clusters, engine = run(rows, batch=1)
    assert engine.tally.left_out == 1
    assert sum(cluster.count for cluster in clusters) == 5


def test_the_id_of_a_group_comes_from_its_first_signal() -> None:
    rows = [signal(0, "payments"), signal(1, "checkout")]
    (one,), _ = run(rows)
    (two,), _ = run([*rows, signal(5, "web")])
    assert one.id == two.id
    assert one.id.startswith("20261123-120000-payments-")


def test_windows_can_be_set() -> None:
    assert len(run([signal(0), signal(20)], windows=by_seconds({"gap": 10, "touch": 5}))[0]) == 2


@pytest.mark.parametrize("kind", [Kind.ALERT, Kind.LOG])
def test_one_alert_makes_an_incident_one_log_line_does_not(kind: Kind) -> None:
    (cluster,), _ = run([signal(0, kind=kind)])
    assert cluster.is_incident(3) is (kind is Kind.ALERT)


SERVICES = ["web", "checkout", "payments", "database", "search"]
ROWS = st.lists(
    st.builds(
        signal,
        st.integers(0, 400).map(float),
        st.sampled_from(SERVICES),
        name=st.sampled_from(["errors", "slow"]),
        environment=st.sampled_from(["production", "staging"]),
        severity=st.sampled_from(list(Gravity)),
        kind=st.sampled_from(list(Kind)),
        status=st.sampled_from(list(State)),
        trace_id=st.sampled_from(["", "", "t1", "t2"]),
        id=st.integers(0, 10**6).map(str),
    ),
    max_size=60,
    unique_by=lambda each: each.id,
)


@given(ROWS, st.randoms(use_true_random=False), st.integers(1, 70))
def test_neither_order_within_the_lateness_nor_pieces_make_a_difference(rows: list, random: Random, batch: int) -> None:  # type: ignore[type-arg]
    expected, _ = run(sorted(rows))
    jitter = Windows().lateness / timedelta(seconds=1)
    arrival = sorted(rows, key=lambda each: each.at.timestamp() + random.uniform(0, jitter * 0.99))
    repeated = arrival + ([random.choice(arrival)] if arrival and batch > len(arrival) else [])
    assert run(repeated, batch=batch)[0] == expected


@given(ROWS)
def test_every_unhealthy_signal_is_in_exactly_one_group(rows: list) -> None:  # type: ignore[type-arg]
    clusters, engine = run(sorted(rows))
    assert sum(cluster.count for cluster in clusters) == sum(each.is_unhealthy for each in rows)
    assert len({cluster.id for cluster in clusters}) == len(clusters)
    assert engine.tally.signals == len(rows)


@given(ROWS)
def test_links_hold_a_group_together_and_are_no_more_than_needed(rows: list) -> None:  # type: ignore[type-arg]
    for cluster in run(sorted(rows), CHAIN)[0]:
        named = {name for link in cluster.links for name in (link.service_a, link.service_b)}
        assert len(cluster.links) == len(cluster.services) - 1
        assert len(cluster.services) == 1 or named == set(cluster.services)
