"""OpenTelemetry metric points as OTLP/JSON: a whole document, or a line of the file exporter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, signal_id
from revenant.signals.sources import otlp
from revenant.signals.sources.fingerprints import fingerprint
from revenant.signals.sources.found import Context, Found, NotASignalError, placed
from revenant.signals.sources.shapes import Attributes, mapping, present, sequence, text, title
from revenant.signals.sources.times import from_nanoseconds

SUMMARY = "OpenTelemetry metrics (OTLP/JSON)"
_SHAPES = ("gauge", "sum", "histogram", "exponentialHistogram", "summary")


def recognises(document: Any) -> bool:
    return isinstance(document, dict) and "resourceMetrics" in document


def read(document: Any, context: Context) -> Iterator[Found]:
    """One signal a data point. A point as such is information: only an alert says that something is wrong."""
    for record in otlp.records(document, "resourceMetrics", "scopeMetrics", "metrics"):
        for shape in _SHAPES:
            for number, point in enumerate(sequence(mapping(record.data.get(shape)).get("dataPoints"))):
                place = f"{record.place}.{shape}.dataPoints[{number}]"
                yield from placed(_point(record, mapping(point), context), place)


def _point(record: otlp.Record, point: dict[str, Any], context: Context) -> Iterator[Found]:
    at = from_nanoseconds(point.get("timeUnixNano"))
    if at is None:
        raise NotASignalError("a data point without a readable time")
    own = otlp.attributes(point.get("attributes"))
    origin = otlp.origin(record, own, context)
    name = text(record.data.get("name"))
    series = {"__name__": name, **{key: str(value) for key, value in (record.resource | own).items()}}
    yield Signal(
        id=signal_id(["metric", series, point]),
        at=at,
        kind=Kind.METRIC,
        service=origin.service,
        environment=origin.environment,
        name=title(name),
        severity=Gravity.INFO,
        instance=origin.instance,
        fingerprint=fingerprint(series),
        attributes=otlp.beside(record, own, **_measured(point), unit=record.data.get("unit")),
    )


def _measured(point: dict[str, Any]) -> Attributes:
    """A point's value, or what its histogram or summary sums up."""
    value = point["asDouble"] if "asDouble" in point else otlp.whole(point.get("asInt"))
    found = present(sum=point.get("sum"), min=point.get("min"), max=point.get("max"))
    if "count" in point:
        found["count"] = otlp.whole(point["count"])
    if value is not None:
        found["value"] = value
    return found
