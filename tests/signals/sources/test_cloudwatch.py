"""CloudWatch: alarms inside SNS, EventBridge, deployments, and notifications that are neither."""

from __future__ import annotations

import json
from typing import Any

import pytest

from revenant.signals.signal import UNKNOWN, Gravity, Kind, State
from revenant.signals.sources import detect
from revenant.signals.sources.found import Context
from tests.signals.sources.reading import NOW, at, found, only

ALARM: dict[str, Any] = {
    "AlarmName": "orders-latency",
    "AlarmDescription": "p99 above 2 s",
    "AWSAccountId": "000000000000",
    "NewStateValue": "ALARM",
    "NewStateReason": "Threshold Crossed",
    "StateChangeTime": "2026-11-23T10:00:00.250+0000",
    "Region": "EU (Frankfurt)",
    "AlarmArn": "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:orders-latency",
    "Trigger": {
        "MetricName": "Latency",
        "Namespace": "Shop",
        "Dimensions": [
            {"name": "ServiceName", "value": "orders"},
            {"name": "Stage", "value": "prod"},
            {"name": "InstanceId", "value": "i-1"},
        ],
    },
}


def _sns(message: str, **changes: Any) -> dict[str, Any]:
    sns = {"Type": "Notification", "MessageId": "m1", "TopicArn": "arn:aws:sns:x", "Timestamp": "2026-11-23T10:00:01Z"}
    return sns | {"Subject": "S", "Message": message} | changes


def test_an_alarm_in_every_wrapping_is_one_signal() -> None:
    bare = only(ALARM)
    assert (bare.service, bare.environment, bare.instance) == ("orders", "prod", "i-1")
    assert (bare.at, bare.status, bare.severity) == (at(10).replace(microsecond=250000), State.FIRING, Gravity.NONE)
    by_http = _sns(json.dumps(ALARM))
    by_lambda = {"Records": [{"EventSource": "aws:sns", "Sns": _sns(json.dumps(ALARM), MessageId="m2")}]}
    assert [detect(document) for document in (ALARM, by_http, by_lambda)] == ["cloudwatch"] * 3
    assert only(by_http) == only(by_lambda) == bare


def test_ok_resolves_and_insufficient_data_does_neither() -> None:
    assert only(ALARM | {"NewStateValue": "OK"}).status is State.RESOLVED
    signals, doubts = found(ALARM | {"NewStateValue": "INSUFFICIENT_DATA"})
    assert not signals
    assert "neither fires nor is resolved" in doubts[0].reason


def test_an_alarm_without_dimensions_knows_no_service() -> None:
    signals, doubts = found(ALARM | {"Trigger": {"Dimensions": 7}})
    assert (signals[0].service, len(doubts)) == (UNKNOWN, 1)
    assert only(ALARM | {"Trigger": {}}, context=Context(NOW, service="orders")).service == "orders"


def test_other_notifications_are_lines_of_log() -> None:
    signals, doubts = found(_sns("all is well {"))
    assert (signals[0].kind, signals[0].severity, signals[0].is_unhealthy) == (Kind.LOG, Gravity.INFO, False)
    assert any("no CloudWatch alarm" in doubt.reason for doubt in doubts)
    assert found(_sns("x", Timestamp="?"))[0] == found(_sns("x", Type="SubscriptionConfirmation"))[0] == []


def test_eventbridge_alarms() -> None:
    metric = {"metricStat": {"metric": {"name": "Latency", "dimensions": {"FunctionName": "orders-fn"}}}}
    detail = {
        "alarmName": "orders-latency",
        "state": {"value": "ALARM", "timestamp": "2026-11-23T10:00:00.000+0000"},
        "configuration": {"metrics": [metric]},
    }
    event = {"source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change", "detail": detail}
    assert detect(event) == "eventbridge"
    signal = only(event)
    assert (signal.service, signal.name, signal.at) == ("orders-fn", "orders-latency", at(10))
    assert only(_sns(json.dumps(event))) == signal


@pytest.mark.parametrize(
    ("source", "detail", "service"),
    [
        ("aws.codedeploy", {"application": "shop", "state": "SUCCESS", "deploymentId": "d-1"}, "shop"),
        ("aws.codepipeline", {"pipeline": "web", "state": "FAILED", "execution-id": "e-1"}, "web"),
        ("aws.ecs", {"group": "service:orders", "eventName": "SERVICE_DEPLOYMENT_COMPLETED"}, "orders"),
    ],
)
def test_deployments_are_events(source: str, detail: dict[str, Any], service: str) -> None:
    event = {"source": source, "detail-type": "Deployment", "detail": detail, "time": "2026-11-23T10:00:00Z", "id": "1"}
    signal = only(event)
    assert (signal.kind, signal.service, signal.id) == (Kind.EVENT, service, "1")
    assert not signal.is_unhealthy


def test_other_events_are_doubts() -> None:
    signals, doubts = found({"source": "aws.s3", "detail-type": "Object Created", "detail": {}})
    assert not signals
    assert "aws.s3" in doubts[0].reason
