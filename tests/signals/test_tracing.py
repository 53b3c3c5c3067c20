"""Edges from spans: parents and children in any order, databases and queues, aliases that are no second edge."""

from __future__ import annotations

import random
from typing import Any

from revenant.signals.catalogue import Service
from revenant.signals.signal import UNKNOWN, Kind, Signal
from revenant.signals.tracing import Calls, Edge, as_services
from tests.signals.sources.reading import at


def _span(span: str, service: str, parent: str = "", trace: str = "t", **attributes: Any) -> Signal:
    about = {"span_id": span, "parent_span_id": parent} | {
        key.replace("__", "."): attributes[key] for key in attributes
    }
    return Signal(
        id=f"{trace}/{span}", at=at(10), kind=Kind.TRACE, service=service, trace_id=trace, attributes=about
    )  # fmt: skip


def _calls(*spans: Signal) -> Calls:
    calls = Calls()
    for span in spans:
        calls.add(span)
    return calls


SPANS = [
    _span("1", "web"),
    _span("2", "web", "1", span_kind="client", peer__service="checkout-alias"),
    _span("3", "checkout", "2", span_kind="server"),
    _span("4", "checkout", "3", span_kind="client", db__system="postgresql", server__address="orders-db.example.com"),
    _span("5", "checkout", "3", span_kind="client", peer__service="mailer"),
    _span("6", "checkout", "3", span_kind="producer", messaging__system="kafka", server__address="10.0.0.7"),
    _span("7", "checkout", "3", span_kind="server", peer__service="caller"),
]


def test_edges_in_any_order() -> None:
    for seed in range(5):
        spans = list(SPANS)
        random.Random(seed).shuffle(spans)
        assert _calls(*spans).edges() == [
            Edge("checkout", "kafka", 1, "queue system", "queue"),
            Edge("checkout", "mailer", 1, "peer.service", None),
            Edge("checkout", "orders-db", 1, "address", "database"),
            Edge("web", "checkout", 1, "spans", None),
        ]


def test_one_edge_however_it_was_known() -> None:
    again = [_span("8", "web", trace="u", span_kind="client", peer__service="checkout")]
    assert Edge("web", "checkout", 2, "spans", None) in _calls(*SPANS, *again).edges()


def test_ids_count_only_inside_their_trace_and_orphans_are_counted() -> None:
    calls = _calls(_span("1", "web"), _span("2", "checkout", "1", trace="other"), _span("3", UNKNOWN, "1"))
    assert calls.edges() == []
    assert (calls.spans, calls.orphans, calls.unnamed) == (3, 1, 1)
    assert _calls(Signal(id="1", at=at(10), kind=Kind.LOG, service="web", trace_id="t")).spans == 0


def test_a_service_calling_itself_is_no_edge() -> None:
    assert _calls(_span("1", "web", span_kind="client", peer__service="web"), _span("2", "web", "1")).edges() == []


def test_edges_as_entries() -> None:
    services = {service.name: service for service in as_services(_calls(*SPANS).edges())}
    assert services["web"] == Service(name="web", depends_on=["checkout"])
    assert services["checkout"].depends_on == ["kafka", "mailer", "orders-db"]
    assert (services["orders-db"].kind, services["kafka"].kind) == ("database", "queue")
