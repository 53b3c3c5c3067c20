"""OTLP/JSON: ids in either spelling, numbers as text, severities, what resources and records say."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from revenant.signals.signal import UNKNOWN, Gravity, Kind
from revenant.signals.sources.otlp import BASE64_IDS, value
from tests.signals.sources.reading import at, found, only

TRACE, SPAN = "5B8EFFF798038103D269B633813FC60C", "EEE19B7EC3C1B174"
NANOSECONDS = str(int(at(10).timestamp()) * 10**9 + 5_000)


def _attributes(**values: str) -> list[dict[str, Any]]:
    return [{"key": key.replace("__", "."), "value": {"stringValue": text}} for key, text in values.items()]


def _logs(record: dict[str, Any], **resource: str) -> dict[str, Any]:
    about = {"attributes": _attributes(**({"service__name": "checkout"} | resource))}
    whole = {"timeUnixNano": NANOSECONDS, "body": {"stringValue": "declined"}} | record
    return {"resourceLogs": [{"resource": about, "scopeLogs": [{"logRecords": [whole]}]}]}


def _spans(*spans: dict[str, Any], **resource: str) -> dict[str, Any]:
    about = {"attributes": _attributes(**({"service__name": "checkout"} | resource))}
    whole = [
        {"traceId": TRACE, "spanId": SPAN, "startTimeUnixNano": NANOSECONDS, "name": "pay"} | span for span in spans
    ]
    return {"resourceSpans": [{"resource": about, "scopeSpans": [{"spans": whole}]}]}


def test_a_log_record() -> None:
    record = {"traceId": TRACE, "spanId": SPAN, "severityNumber": 17, "attributes": _attributes(http__route="/pay")}
    signal = only(_logs(record, deployment__environment__name="prod", k8s__pod__name="checkout-7"))
    assert (signal.kind, signal.name, signal.severity) == (Kind.LOG, "declined", Gravity.ERROR)
    assert (signal.service, signal.environment, signal.instance) == ("checkout", "prod", "checkout-7")
    assert (signal.trace_id, signal.at) == (TRACE.lower(), at(10).replace(microsecond=5))
    assert signal.attributes == {"span_id": SPAN.lower(), "http.route": "/pay", "k8s.pod.name": "checkout-7"}


def test_the_deprecated_environment_counts_where_the_new_one_is_absent() -> None:
    assert only(_logs({}, deployment__environment="old")).environment == "old"
    both = {"deployment__environment": "old", "deployment__environment__name": "new"}
    assert only(_logs({}, **both)).environment == "new"


@pytest.mark.parametrize("name", ["unknown_service", "unknown_service:java", ""])
def test_an_unknown_service_is_no_name(name: str) -> None:
    signals, doubts = found(_logs({}, service__name=name))
    assert signals[0].service == UNKNOWN
    assert [doubt.lost for doubt in doubts] == [False]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"severityNumber": 1}, Gravity.INFO), ({"severityNumber": "9"}, Gravity.INFO),
        ({"severityNumber": 13}, Gravity.WARNING), ({"severityNumber": 16}, Gravity.WARNING),
        ({"severityNumber": 20}, Gravity.ERROR), ({"severityNumber": 24}, Gravity.CRITICAL),
        ({"severityText": "Fatal"}, Gravity.CRITICAL), ({"severityNumber": 0, "severityText": "warn"}, Gravity.WARNING),
        ({}, Gravity.NONE), ({"severityNumber": 99}, Gravity.NONE), ({"severityText": "odd"}, Gravity.NONE),
    ],
)  # fmt: skip
def test_severities_of_logs(said: dict[str, Any], meant: Gravity) -> None:
    assert only(_logs(said)).severity is meant


def test_base64_ids_are_converted_and_noted() -> None:
    ids = {
        "traceId": b64encode(bytes.fromhex(TRACE)).decode(),
        "spanId": b64encode(bytes.fromhex(SPAN)).decode(),
    }
    signals, doubts = found(_logs(ids))
    assert (signals[0].trace_id, signals[0].attributes["span_id"]) == (TRACE.lower(), SPAN.lower())
    assert [doubt.reason for doubt in doubts] == [BASE64_IDS]


def test_all_zeros_are_no_trace() -> None:
    assert only(_logs({"traceId": "0" * 32})).trace_id == ""


def test_a_record_without_time_takes_the_observed_one_or_is_a_doubt() -> None:
    assert only(_logs({"timeUnixNano": "0", "observedTimeUnixNano": NANOSECONDS})).at.minute == 0
    signals, doubts = found(_logs({"timeUnixNano": "0"}))
    assert not signals
    assert doubts[0].place == "f:1 resourceLogs[0].scopeLogs[0].logRecords[0]"


def test_spans_are_errors_only_by_status() -> None:
    failed = {"status": {"code": 2, "message": "timeout"}, "endTimeUnixNano": str(int(NANOSECONDS) + 1_500_000)}
    attributes = _attributes(peer__service="payments", db__system="postgresql")
    signals, _ = found(
        _spans(failed | {"kind": 3, "attributes": attributes, "parentSpanId": "A" * 16}, {"spanId": "B" * 16})
    )
    assert [signal.severity for signal in signals] == [Gravity.ERROR, Gravity.INFO]
    assert signals[0].id == f"{TRACE}/{SPAN}".lower()
    assert signals[0].attributes == {
        "span_kind": "client", "duration_ms": 1.5, "status_message": "timeout", "span_id": SPAN.lower(),
        "parent_span_id": "a" * 16, "peer.service": "payments", "db.system": "postgresql",
    }  # fmt: skip


def test_metric_points_are_information_with_their_value() -> None:
    points = [{"timeUnixNano": NANOSECONDS, "asInt": "7"}, {"timeUnixNano": NANOSECONDS, "asDouble": 0}, {"asInt": 1}]
    resource = {"attributes": _attributes(service__name="checkout")}
    metric = {"name": "queue.length", "unit": "1", "gauge": {"dataPoints": points}}
    document = {"resourceMetrics": [{"resource": resource, "scopeMetrics": [{"metrics": [metric]}]}]}
    signals, doubts = found(document)
    assert [(signal.attributes["value"], signal.severity) for signal in signals] == [
        (7, Gravity.INFO),
        (0, Gravity.INFO),
    ]
    assert signals[0].fingerprint == signals[1].fingerprint
    assert doubts[0].place.endswith("gauge.dataPoints[2]")


def test_values_of_every_type() -> None:
    assert value({"arrayValue": {"values": [{"intValue": "3"}, {"boolValue": False}]}}) == [3, False]
    assert value({"kvlistValue": {"values": [{"key": "a", "value": {"doubleValue": 1.5}}]}}) == {"a": 1.5}
    assert value({"intValue": "many"}) == "many"
    assert value({}) is None


def test_lines_of_the_file_exporter_and_the_common_name() -> None:
    signals, doubts = found(b"\n".join([_line(_logs({})), _line(_spans({}))]), "otlp")
    assert [signal.kind for signal in signals] == [Kind.LOG, Kind.TRACE]
    assert not doubts


def _line(document: Any) -> bytes:
    import json

    return json.dumps(document).encode()
