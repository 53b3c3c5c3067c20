"""What monitoring sends, one module a format. To add one: a module here, and its line in SOURCES.

Detection asks them in this order and takes the first that recognises a document, so the particular stand
before the general; `plain` takes whatever has a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from revenant.signals.sources import (
    alertmanager,
    cdevents,
    cloudevents,
    cloudwatch,
    datadog,
    eventbridge,
    github,
    grafana,
    otlp_logs,
    otlp_metrics,
    otlp_traces,
    ours,
    pagerduty,
    plain,
    prometheus,
)
from revenant.signals.sources.found import Context, Found


class Source(Protocol):
    """What a module of this room offers: one line about it, recognising a document by shape, and reading it."""

    SUMMARY: str

    def recognises(self, document: Any) -> bool: ...

    def read(self, document: Any, context: Context) -> Iterator[Found]: ...


SOURCES: dict[str, Source] = {
    "otlp-logs": otlp_logs,
    "otlp-traces": otlp_traces,
    "otlp-metrics": otlp_metrics,
    "grafana": grafana,
    "alertmanager": alertmanager,
    "prometheus": prometheus,
    "cdevents": cdevents,
    "cloudevents": cloudevents,
    "pagerduty": pagerduty,
    "cloudwatch": cloudwatch,
    "eventbridge": eventbridge,
    "github": github,
    "datadog": datadog,
    "plain": plain,
}


def detect(document: Any) -> str | None:
    """The name of the source that recognises a document, if any does."""
    if ours.is_ours(document):
        return "plain"
    return next((name for name, source in SOURCES.items() if source.recognises(document)), None)
