"""OpenTelemetry logs and events as OTLP/JSON: a whole document, or a line of the file exporter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, signal_id
from revenant.signals.sources import otlp
from revenant.signals.sources.found import Context, Found, NotASignalError, placed
from revenant.signals.sources.shapes import text, title
from revenant.signals.sources.times import from_nanoseconds
from revenant.signals.sources.words import gravity

SUMMARY = "OpenTelemetry logs (OTLP/JSON)"
# severityNumber, by the first number above each range of four.
_RANGES = ((13, Gravity.INFO), (17, Gravity.WARNING), (21, Gravity.ERROR), (25, Gravity.CRITICAL))


def recognises(document: Any) -> bool:
    return isinstance(document, dict) and "resourceLogs" in document


def read(document: Any, context: Context) -> Iterator[Found]:
    """One signal a log record."""
    for record in otlp.records(document, "resourceLogs", "scopeLogs", "logRecords"):
        yield from placed(_record(record, context), record.place)


def _record(record: otlp.Record, context: Context) -> Iterator[Found]:
    data = record.data
    at = from_nanoseconds(data.get("timeUnixNano")) or from_nanoseconds(data.get("observedTimeUnixNano"))
    if at is None:
        raise NotASignalError("a log record without a readable time")
    own, body = otlp.attributes(data.get("attributes")), otlp.value(data.get("body"))
    trace, span = otlp.identifier(data.get("traceId")), otlp.identifier(data.get("spanId"))
    origin = otlp.origin(record, own, context)
    name = title(data.get("eventName")) or title(own.get("event.name")) or title(body)
    yield Signal(
        id=signal_id(["log", record.resource, data]),
        at=at,
        kind=Kind.LOG,
        service=origin.service,
        environment=origin.environment,
        name=name,
        severity=_severity(data),
        instance=origin.instance,
        trace_id=trace.digits,
        request_id=otlp.request_id(own),
        attributes=otlp.beside(record, own, body=None if text(body) == name else body, span_id=span.digits),
    )
    yield from otlp.base64_doubt(trace, span)


def _severity(data: dict[str, Any]) -> Gravity:
    """By number; the text counts only where there is no number."""
    number = otlp.whole(data.get("severityNumber"))
    if isinstance(number, int) and 0 < number < 25:
        return next(found for bound, found in _RANGES if number < bound)
    return gravity(text(data.get("severityText"))) or Gravity.NONE
