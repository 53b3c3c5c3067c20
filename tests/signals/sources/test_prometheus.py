"""The ALERTS series: where it begins a signal fires, where a range query saw it end it is resolved."""

from __future__ import annotations

from typing import Any

from revenant.signals.signal import State
from revenant.signals.sources import detect
from revenant.signals.sources.fingerprints import fingerprint
from tests.signals.sources.reading import at, found, only

LABELS = {"alertname": "HighLatency", "service": "checkout", "severity": "warning"}
METRIC = LABELS | {"__name__": "ALERTS", "alertstate": "firing"}
START = int(at(10).timestamp())


def _answer(kind: str, *series: dict[str, Any]) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": kind, "result": list(series)}}


def test_an_instant_query() -> None:
    document = _answer("vector", {"metric": METRIC, "value": [START + 0.5, "1"]})
    assert detect(document) == "prometheus"
    signal = only(document)
    assert (signal.at, signal.status) == (at(10).replace(microsecond=500000), State.FIRING)
    assert signal.fingerprint == fingerprint(LABELS)


def test_a_range_query_shows_beginnings_and_ends() -> None:
    gone = [[START + 60 * minute, "1"] for minute in (0, 1, 2, 7, 8)]
    lasting = [[START + 60 * minute, "1"] for minute in range(12)]
    document = _answer(
        "matrix", {"metric": METRIC, "values": gone}, {"metric": METRIC | {"pod": "p"}, "values": lasting}
    )
    signals, doubts = found(document)
    assert not doubts
    assert [(signal.instance, signal.status, signal.at.minute) for signal in signals] == [
        ("", State.FIRING, 0), ("", State.RESOLVED, 2), ("", State.FIRING, 7), ("", State.RESOLVED, 8),
        ("p", State.FIRING, 0),
    ]  # fmt: skip


def test_pending_and_other_series_are_doubts() -> None:
    document = _answer(
        "vector",
        {"metric": METRIC | {"alertstate": "pending"}, "value": [START, "1"]},
        {"metric": {"__name__": "up"}, "value": [START, "1"]},
        {"metric": METRIC, "value": ["x", "1"]},
        {"metric": METRIC},
    )
    signals, doubts = found(document)
    assert not signals
    assert [doubt.place for doubt in doubts] == [f"f:1 data.result[{number}]" for number in range(4)]


def test_the_list_of_active_alerts() -> None:
    alerts = [
        {"labels": LABELS, "annotations": {"summary": "slow"}, "state": "firing", "activeAt": "2026-11-23T10:00:00Z"},
        {"labels": LABELS, "state": "pending", "activeAt": "2026-11-23T10:00:00Z"},
    ]
    signals, doubts = found({"status": "success", "data": {"alerts": alerts}})
    assert [(signal.at, signal.attributes) for signal in signals] == [(at(10), {"summary": "slow"})]
    assert [doubt.place for doubt in doubts] == ["f:1 data.alerts[1]"]
