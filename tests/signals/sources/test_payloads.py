"""Payloads other systems really send: each is read by the right source, and fingerprints come out as Alertmanager's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revenant.signals.signal import Kind, State
from revenant.signals.sources import detect
from revenant.signals.sources.alerts import labels_of
from revenant.signals.sources.fingerprints import fingerprint
from revenant.signals.sources.found import Context
from tests.signals.sources.reading import NOW, found

pytestmark = pytest.mark.data
EXPECTED = {
    "alertmanager/webhook_0[1-5].json": "alertmanager",
    "alertmanager/inhibition/webhook_01.json": "alertmanager",
    "alertmanager/api_v2_*.json": "alertmanager",
    "otlp/logs.json": "otlp-logs",
    "otlp/events.json": "otlp-logs",
    "otlp/trace.json": "otlp-traces",
    "otlp/metrics.json": "otlp-metrics",
    "cdevents/*.json": "cdevents",
    "github/*.json": "github",
    "cloudwatch/*sns*.json": "cloudwatch",
    "cloudwatch/codedeploy-*.json": "eventbridge",
    "datadog/*.json": "datadog",
}


def _payloads(shared_data: Path, pattern: str) -> list[Path]:
    files = sorted((shared_data / "signals" / "payloads").glob(pattern))
    assert files, f"no payload fits {pattern}"
    return files


@pytest.mark.parametrize("pattern", EXPECTED)
def test_every_payload_is_detected_and_read(shared_data: Path, pattern: str) -> None:
    for file in _payloads(shared_data, pattern):
        content = file.read_bytes()
        assert detect(json.loads(content)) == EXPECTED[pattern], file
        signals, doubts = found(content)
        assert signals, f"{file}: {doubts}"
        assert not [doubt for doubt in doubts if doubt.lost]
        assert found(content, EXPECTED[pattern])[0] == signals


def test_every_json_payload_is_in_the_table(shared_data: Path) -> None:
    folder = shared_data / "signals" / "payloads"
    known = {file for pattern in EXPECTED for file in folder.glob(pattern)}
    assert {file for file in folder.rglob("*.json") if not file.name.endswith(".headers.json")} == known


def test_fingerprints_are_alertmanagers_own(shared_data: Path) -> None:
    seen = {}
    for file in _payloads(shared_data, "alertmanager/**/*.json"):
        document = json.loads(file.read_bytes())
        groups = document if isinstance(document, list) else [document]
        for alert in [alert for group in groups for alert in group.get("alerts", [group])]:
            if "fingerprint" in alert:
                seen[file.name, alert["fingerprint"]] = fingerprint(labels_of(alert))
    assert len(seen) >= 17
    assert all(given == computed for (_, given), computed in seen.items())


def test_the_webhook_and_the_api_give_one_alert_one_id(shared_data: Path) -> None:
    folder = shared_data / "signals" / "payloads" / "alertmanager"
    told = {signal.id for number in (1, 2, 3) for signal in found((folder / f"webhook_0{number}.json").read_bytes())[0]}
    listed = {signal.id for signal in found((folder / "api_v2_alerts.json").read_bytes())[0]}
    grouped = {signal.id for signal in found((folder / "api_v2_alerts_groups.json").read_bytes())[0]}
    assert told == listed == grouped
    assert len(told) == 5


def test_a_group_that_fires_holds_a_resolved_alert(shared_data: Path) -> None:
    signals, _ = found(_payloads(shared_data, "alertmanager/webhook_04.json")[0].read_bytes())
    assert [signal.status for signal in signals] == [State.FIRING, State.FIRING, State.RESOLVED]
    assert signals[2].at.isoformat() == "2026-11-23T07:51:13.785325+00:00"


def test_what_max_alerts_hides_is_said(shared_data: Path) -> None:
    _, doubts = found(_payloads(shared_data, "alertmanager/inhibition/webhook_01.json")[0].read_bytes())
    assert ["2 more alerts" in doubt.reason for doubt in doubts] == [True]


def test_a_table_is_read_by_mapping(shared_data: Path) -> None:
    mapping = {"at": "start", "name": "alertname", "service": "namespace", "instance": "labels.node"}
    content = _payloads(shared_data, "openshift/*.csv")[0].read_bytes()
    signals, doubts = found(content, "plain", Context(NOW, mapping=mapping))
    assert len(signals) == len(content.splitlines()) - 1
    assert not [doubt for doubt in doubts if doubt.lost]
    node = next(signal for signal in signals if signal.name == "KubeNodeNotReady")
    assert (node.service, node.instance) == ("openshift-monitoring", "ip-10-0-58-248.us-east-2.compute.internal")


def test_a_span_is_lower_case_and_a_change_names_its_repository(shared_data: Path) -> None:
    (span,), _ = found(_payloads(shared_data, "otlp/trace.json")[0].read_bytes())
    assert (span.trace_id, span.kind) == ("5b8efff798038103d269b633813fc60c", Kind.TRACE)
    file = _payloads(shared_data, "github/deployment_status.payload.json")[0]
    name = json.loads(file.read_bytes())["repository"]["full_name"]
    context = Context(NOW, {name.casefold(): ["web"]})
    (change,), doubts = found(file.read_bytes(), context=context)
    assert (change.service, change.environment, change.kind, doubts) == ("web", "production", Kind.EVENT, [])
