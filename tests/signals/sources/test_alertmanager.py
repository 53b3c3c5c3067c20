"""Alertmanager and its like: states, times, identity, what is hidden, and telling Grafana apart."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from revenant.signals.signal import UNKNOWN, Gravity, State
from revenant.signals.sources import detect
from revenant.signals.sources.found import Context
from tests.signals.sources.reading import NOW, at, found, only

ALERT: dict[str, Any] = {
    "status": "firing",
    "labels": {"alertname": "QueueFull", "service": "orders", "env": "prod", "severity": "page", "pod": "orders-1"},
    "annotations": {"summary": "orders has 9000 waiting", "runbook_url": "https://runbooks.example.com/queue-full"},
    "startsAt": "2026-11-23T10:15:00.123456789Z",
    "endsAt": "0001-01-01T00:00:00Z",
    "generatorURL": "https://prometheus.example.com/graph",
}
WEBHOOK: dict[str, Any] = {"version": "4", "groupKey": "{}", "receiver": "r", "status": "firing", "alerts": [ALERT]}


def _webhook(**changes: Any) -> dict[str, Any]:
    document = deepcopy(WEBHOOK)
    document["alerts"][0] |= changes
    return document


def test_a_firing_alert() -> None:
    signal = only(WEBHOOK)
    assert (signal.service, signal.environment, signal.instance) == ("orders", "prod", "orders-1")
    assert (signal.name, signal.severity, signal.status) == ("QueueFull", Gravity.CRITICAL, State.FIRING)
    assert signal.at == at(10, 15).replace(microsecond=123456)
    assert signal.attributes == {
        "summary": "orders has 9000 waiting",
        "runbook_url": "https://runbooks.example.com/queue-full",
        "generatorURL": "https://prometheus.example.com/graph",
    }


def test_redelivery_gives_the_same_id_and_resolution_another() -> None:
    again = only(WEBHOOK | {"groupKey": "other", "truncatedAlerts": 0})
    over = only(_webhook(status="resolved", endsAt="2026-11-23T10:40:00Z"))
    assert again.id == only(WEBHOOK).id != over.id
    assert (over.status, over.at, over.fingerprint) == (State.RESOLVED, at(10, 40), again.fingerprint)


def test_no_severity_is_none_and_no_service_is_a_doubt() -> None:
    signals, doubts = found(_webhook(labels={"alertname": "X", "region": "eu"}))
    assert (signals[0].severity, signals[0].service, signals[0].attributes["region"]) == (Gravity.NONE, UNKNOWN, "eu")
    assert [(doubt.place, doubt.lost) for doubt in doubts] == [("f:1 'X'", False)]


def test_labels_count_in_their_order() -> None:
    labels = {"alertname": "X", "job": "kube-state-metrics", "deployment": "web", "cluster": "eu-1"}
    assert (only(_webhook(labels=labels)).service, only(_webhook(labels=labels)).environment) == ("web", "eu-1")
    assert only(_webhook(labels=labels | {"app": "shop", "environment": "prod"})).service == "shop"


def test_defaults_stand_in() -> None:
    context = Context(NOW, service="edge", environment="staging")
    signal = only(_webhook(labels={"alertname": "X"}), context=context)
    assert (signal.service, signal.environment) == ("edge", "staging")


def test_an_annotation_never_replaces_a_label() -> None:
    signal = only(_webhook(labels={"app": "a", "team": "shop"}, annotations={"team": "who to call"}))
    assert signal.attributes == {
        "team": "shop",
        "annotations.team": "who to call",
        "generatorURL": "https://prometheus.example.com/graph",
    }


def test_what_cannot_be_an_alert_is_named_and_the_rest_is_read() -> None:
    document = WEBHOOK | {"alerts": [{"labels": {"app": "a"}}, 7, {"labels": {}, "startsAt": "x"}, ALERT]}
    signals, doubts = found(document)
    assert len(signals) == 1
    assert [doubt.place for doubt in doubts] == ["f:1 alerts[0]", "f:1 alerts[1]", "f:1 alerts[2]"]
    assert all(doubt.lost for doubt in doubts)


def test_a_foreign_fingerprint_is_kept_and_doubted() -> None:
    signals, doubts = found(_webhook(fingerprint="0123456789abcdef"))
    assert signals[0].fingerprint == "0123456789abcdef"
    assert "not that of its labels" in doubts[0].reason


def test_the_api_says_who_is_silenced() -> None:
    entry = ALERT | {"status": {"state": "suppressed", "inhibitedBy": ["b1"], "silencedBy": []}}
    signal = only([entry])
    assert (signal.attributes["suppressed"], signal.attributes["inhibited_by"]) == (True, ["b1"])
    assert only([{"labels": {}, "receiver": {"name": "r"}, "alerts": [entry]}]) == signal
    assert found([], "alertmanager") == ([], [])


def test_grafana_is_told_apart() -> None:
    panel = "https://grafana.example.com/d/1?viewPanel=2"
    alert = ALERT | {"values": {"B": 95.5}, "valueString": "[ var='B' value=95.5 ]", "panelURL": panel}
    document = WEBHOOK | {"alerts": [alert], "version": "1", "orgId": 1, "title": "[FIRING:1]", "state": "alerting"}
    assert (detect(document), detect(WEBHOOK)) == ("grafana", "alertmanager")
    assert detect(WEBHOOK | {"alerts": [alert]}) == "grafana"
    signal = only(document)
    assert (signal.attributes["values"], signal.attributes["panelURL"]) == ({"B": 95.5}, panel)


def test_grafana_without_data_says_nothing_about_a_service() -> None:
    alert = ALERT | {"labels": {"alertname": "DatasourceNoData", "service": "orders"}, "fingerprint": "e1"}
    signals, doubts = found(WEBHOOK | {"alerts": [alert], "orgId": 1})
    assert signals[0].fingerprint == "e1"
    assert "could not be evaluated" in doubts[0].reason
