"""No source trips over a document of its own shape with anything at all inside."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest

from revenant.signals.signal import Signal, to_line
from revenant.signals.sources import SOURCES
from tests.signals.sources import test_alertmanager as alertmanager
from tests.signals.sources import test_cloudwatch as cloudwatch
from tests.signals.sources import test_events as events
from tests.signals.sources import test_github as github
from tests.signals.sources import test_otlp as otlp
from tests.signals.sources import test_pagerduty as pagerduty
from tests.signals.sources import test_prometheus as prometheus
from tests.signals.sources.reading import found

SPAN = {"attributes": otlp._attributes(a="b"), "status": {"code": 2}, "kind": 3, "endTimeUnixNano": otlp.NANOSECONDS}
DOCUMENTS: dict[str, Any] = {
    "alertmanager": alertmanager.WEBHOOK,
    "grafana": alertmanager.WEBHOOK | {"orgId": 1},
    "prometheus": prometheus._answer("matrix", {"metric": prometheus.METRIC, "values": [[1, "1"], [2, "1"]]}),
    "otlp-logs": otlp._logs({"severityNumber": 9, "attributes": otlp._attributes(a="b"), "traceId": otlp.TRACE}),
    "otlp-traces": otlp._spans(SPAN),
    "otlp-metrics": {
        "resourceMetrics": [
            {"scopeMetrics": [{"metrics": [{"name": "a", "sum": {"dataPoints": [{"timeUnixNano": "1", "asInt": 1}]}}]}]}
        ]
    },
    "pagerduty": pagerduty._webhook(),
    "cloudwatch": cloudwatch.ALARM,
    "eventbridge": {"source": "aws.ecs", "detail-type": "x", "detail": {"group": "service:a"}, "time": 1, "id": "1"},
    "datadog": {"data": {"type": "event", "id": "e1", "attributes": events.CHANGE}},
    "cloudevents": events.CLOUD,
    "cdevents": events.CD,
    "github": {"deployment": github.DEPLOYMENT, "deployment_status": github.STATUS, "repository": github.REPOSITORY},
    "plain": {"at": "2026-11-23T10:00:00Z", "service": "web", "labels": {"a": "b"}, "severity": "page", "status": "ok"},
}
ANYTHING: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    10**30,
    1e308,
    "",
    "\u202e",
    "x" * 3000,
    "unknown",
    [],
    [[]],
    {},
    {"": ""},
    [None, 1, "a", {}],
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in _places(item, (*path, key)))]


def _with(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = deepcopy(document)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


def test_every_source_has_a_document_here() -> None:
    assert DOCUMENTS.keys() == SOURCES.keys()


@pytest.mark.parametrize("source", DOCUMENTS)
def test_anything_anywhere(source: str) -> None:
    document = DOCUMENTS[source]
    assert found(document)[0], "the document as it is"
    for path in _places(document):
        for value in ANYTHING:
            for named in ("auto", source):
                _check(found(_with(document, path, value), named)[0])


@pytest.mark.parametrize("source", DOCUMENTS)
def test_many_things_at_once(source: str) -> None:
    chance = random.Random(7)
    for _ in range(150):
        document = DOCUMENTS[source]
        for _ in range(3):
            document = _with(document, chance.choice(_places(document)), chance.choice(ANYTHING))
        _check(found(document)[0])


def _check(signals: list[Signal]) -> None:
    for signal in signals:
        assert signal.id
        assert signal.service
        assert signal.environment
        assert len(to_line(signal)) < 200_000
