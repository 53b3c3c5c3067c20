"""OpenTelemetry spans as OTLP/JSON: a whole document, or a line of the file exporter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, signal_id
from revenant.signals.sources import otlp
from revenant.signals.sources.found import Context, Found, NotASignalError, placed
from revenant.signals.sources.shapes import Attributes, mapping, present, text, title
from revenant.signals.sources.times import from_nanoseconds

SUMMARY = "OpenTelemetry traces (OTLP/JSON)"
_KINDS = ("unspecified", "internal", "server", "client", "producer", "consumer")
_ERROR = (2, "2", "STATUS_CODE_ERROR")


def recognises(document: Any) -> bool:
    return isinstance(document, dict) and "resourceSpans" in document


def read(document: Any, context: Context) -> Iterator[Found]:
    """One signal a span, placed at its start: an error where its status says so, otherwise information."""
    for record in otlp.records(document, "resourceSpans", "scopeSpans", "spans"):
        yield from placed(_span(record, context), record.place)


def _span(record: otlp.Record, context: Context) -> Iterator[Found]:
    data = record.data
    at = from_nanoseconds(data.get("startTimeUnixNano"))
    if at is None:
        raise NotASignalError("a span without a readable start")
    own = otlp.attributes(data.get("attributes"))
    trace, span, parent = (otlp.identifier(data.get(key)) for key in ("traceId", "spanId", "parentSpanId"))
    origin = otlp.origin(record, own, context)
    about = _about(data, at) | {"span_id": span.digits, "parent_span_id": parent.digits}
    yield Signal(
        id=f"{trace.digits}/{span.digits}" if trace.digits and span.digits else signal_id(["span", data]),
        at=at,
        kind=Kind.TRACE,
        service=origin.service,
        environment=origin.environment,
        name=title(data.get("name")),
        severity=Gravity.ERROR if mapping(data.get("status")).get("code") in _ERROR else Gravity.INFO,
        instance=origin.instance,
        trace_id=trace.digits,
        request_id=otlp.request_id(own),
        attributes=otlp.beside(record, own, **about),
    )
    yield from otlp.base64_doubt(trace, span, parent)


def _about(data: dict[str, Any], at: datetime) -> Attributes:
    """Kind, length and status of a span."""
    kind, end = otlp.whole(data.get("kind")), from_nanoseconds(data.get("endTimeUnixNano"))
    known = isinstance(kind, int) and 0 < kind < len(_KINDS)
    return present(
        span_kind=_KINDS[kind] if known else None,
        duration_ms=round((end - at).total_seconds() * 1000, 3) if end else None,
        status_message=text(mapping(data.get("status")).get("message")),
    )
