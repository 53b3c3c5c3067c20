"""CloudEvents, CDEvents and Datadog: what changed where, under which trace, and what is an alert."""

from __future__ import annotations

from typing import Any

import pytest

from revenant.signals.signal import Gravity, Kind, State
from revenant.signals.sources import detect
from tests.signals.sources.reading import NOW, at, found, only

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CLOUD: dict[str, Any] = {
    "specversion": "1.0", "id": "c1", "type": "com.example.flag.changed", "source": "/flags/checkout",
    "time": "2026-11-23T10:00:00Z", "traceparent": f"00-{TRACE.upper()}-00f067aa0ba902b7-01", "correlationid": "r-1",
    "data": {"service": "checkout", "environment": "prod"},
}  # fmt: skip
CD: dict[str, Any] = {
    "context": {
        "id": "d1", "type": "dev.cdevents.service.upgraded.0.2.0", "source": "/cd", "chainId": "ch-1",
        "timestamp": "2026-11-23T10:00:00Z",
    },
    "subject": {"id": "shop/checkout", "content": {"environment": {"id": "prod"}, "artifactId": "pkg:oci/checkout@2"}},
}  # fmt: skip


def _cd(kind: str, **changes: Any) -> dict[str, Any]:
    context = CD["context"] | {"type": f"dev.cdevents.{kind}.0.2.0"}
    return CD | {"context": context} | changes


def test_a_cloudevent_with_tracing_and_correlation() -> None:
    assert detect(CLOUD) == "cloudevents"
    signal = only(CLOUD)
    assert (signal.id, signal.kind, signal.at) == ("c1", Kind.EVENT, at(10))
    assert (signal.service, signal.environment) == ("checkout", "prod")
    assert (signal.trace_id, signal.request_id) == (TRACE, "r-1")


def test_an_alert_by_type_or_severity() -> None:
    assert only(CLOUD | {"type": "com.example.alert.resolved"}).kind is Kind.ALERT
    assert only(CLOUD | {"type": "com.example.alert.resolved"}).status is State.RESOLVED
    grave = only(CLOUD | {"data": CLOUD["data"] | {"severity": "critical"}})
    assert (grave.kind, grave.severity) == (Kind.ALERT, Gravity.CRITICAL)


def test_a_guess_is_named() -> None:
    signals, doubts = found(CLOUD | {"data": {}})
    assert signals[0].service == "checkout"
    assert "source was taken" in doubts[0].reason
    signals, doubts = found({key: CLOUD[key] for key in ("specversion", "id", "type", "source", "data")})
    assert (signals[0].at, "no readable time" in doubts[0].reason) == (NOW, True)


@pytest.mark.parametrize("parent", ["", "00-xyz-1-01", 7, f"00-{'0' * 32}-00f067aa0ba902b7-01"])
def test_a_broken_traceparent_is_no_trace(parent: Any) -> None:
    assert only(CLOUD | {"traceparent": parent}).trace_id == ""


def test_cdevents_alone_and_inside_a_cloudevent() -> None:
    assert detect(CD) == "cdevents"
    signal = only(CD)
    assert (signal.kind, signal.name, signal.service) == (Kind.EVENT, "service upgraded", "checkout")
    assert (signal.environment, signal.attributes["chain_id"]) == ("prod", "ch-1")
    assert only(CLOUD | {"data": CD}) == signal


@pytest.mark.parametrize("verb", ["deployed", "upgraded", "rolledback", "published", "removed"])
def test_what_happens_to_a_service_is_a_change(verb: str) -> None:
    signal = only(_cd(f"service.{verb}"))
    assert (signal.kind, signal.name, signal.is_unhealthy) == (Kind.EVENT, f"service {verb}", False)


def test_incidents_are_alerts() -> None:
    content = {"description": "slow", "service": {"id": "/shop/orders"}, "environment": {"id": "prod"}}
    subject = {"id": "i-1", "content": content}
    begun = only(_cd("incident.detected", subject=subject, customData={"severity": "high"}))
    assert (begun.kind, begun.service, begun.severity) == (Kind.ALERT, "orders", Gravity.ERROR)
    assert (begun.status, begun.fingerprint) == (State.FIRING, "i-1")
    assert only(_cd("incident.resolved", subject=subject)).status is State.RESOLVED


def test_an_environment_is_its_own_and_the_rest_of_delivery_a_doubt() -> None:
    signals, _ = found(_cd("environment.modified", subject={"id": "e", "content": {"name": "staging"}}))
    assert (signals[0].environment, signals[0].kind) == ("staging", Kind.EVENT)
    for document in (_cd("pipelinerun.finished"), _cd("service.deployed", context={"type": "dev.cdevents.service.x"})):
        signals, doubts = found(document)
        assert (signals, doubts[0].lost) == ([], True)


CHANGE: dict[str, Any] = {
    "title": "payments flag", "category": "change", "timestamp": "2026-11-23T10:00:00Z", "tags": ["env:prod", "vip"],
    "aggregation_key": "flag-1",
    "attributes": {
        "author": {"name": "ana@example.com", "type": "user"},
        "changed_resource": {"name": "fallback", "type": "feature_flag"},
        "impacted_resources": [{"name": "payments", "type": "service"}, {"name": "orders", "type": "service"}],
    },
}  # fmt: skip


def test_a_datadog_change_is_noted_for_every_service_and_no_person() -> None:
    document = {"data": {"type": "event", "id": "e1", "attributes": CHANGE}}
    assert detect(document) == "datadog"
    signals, doubts = found(document)
    assert not doubts
    assert [(signal.id, signal.service) for signal in signals] == [("e1", "payments"), ("e1/orders", "orders")]
    assert {signal.kind for signal in signals} == {Kind.EVENT}
    assert signals[0].environment == "prod"
    assert "ana" not in str(signals[0].attributes)
    assert [signal.id for signal in found({"data": [document["data"]]})[0]] == ["e1", "e1/orders"]


def test_datadog_events_of_version_1() -> None:
    event = {
        "title": "Disk is full", "text": "94 %", "alert_type": "error", "date_happened": int(at(10).timestamp()),
        "tags": "service:orders,env:prod", "host": "db-1",
    }  # fmt: skip
    signal = only(event)
    assert (signal.kind, signal.severity, signal.instance) == (Kind.ALERT, Gravity.ERROR, "db-1")
    assert (signal.service, signal.environment, signal.at) == ("orders", "prod", at(10))
    assert only(event | {"alert_type": "success"}).status is State.RESOLVED


def test_an_event_without_time_keeps_its_id() -> None:
    document = {"data": {"type": "event", "attributes": {key: CHANGE[key] for key in ("title", "category", "tags")}}}
    (first,), doubts = found(document)
    assert first.at == NOW
    assert "time of reading" in doubts[-1].reason
