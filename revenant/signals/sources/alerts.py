"""One alert with labels and annotations, as Alertmanager, Grafana and Prometheus send it, as a signal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from revenant.signals.signal import Gravity, Kind, Signal, State, signal_id
from revenant.signals.sources import labels as named
from revenant.signals.sources.fingerprints import fingerprint
from revenant.signals.sources.found import Context, NotASignalError
from revenant.signals.sources.shapes import Attributes, bounded, first_text, mapping, present, text, title
from revenant.signals.sources.times import read_time
from revenant.signals.sources.words import gravity

_MAPPED = frozenset({"alertname", "severity"})
_LINKS = ("generatorURL", "silenceURL", "dashboardURL", "panelURL", "imageURL", "valueString", "values")


def labels_of(alert: dict[str, Any]) -> dict[str, Any]:
    """An alert's labels, all of them as text."""
    return {name: text(value) for name, value in mapping(alert.get("labels")).items()}


def to_signal(alert: dict[str, Any], status: State, context: Context, **more: Any) -> Signal:
    """An alert as a signal: placed at its start while it fires, at its end once resolved.

    Raises:
        NotASignalError: neither labels nor a readable time.
    """
    labels = labels_of(alert)
    annotations = mapping(alert.get("annotations"))
    known = text(alert.get("fingerprint")) or fingerprint(labels)
    started = read_time(alert.get("startsAt")) or read_time(alert.get("activeAt"))
    at = _time(alert, status, started)
    if not labels:
        raise NotASignalError("an alert without labels")
    return Signal(
        id=signal_id(["alert", known, _moment(started or at), status]),
        at=at,
        kind=Kind.ALERT,
        service=named.service(labels, context.service),
        environment=named.environment(labels, context.environment),
        name=title(labels.get("alertname")) or title(first_text(annotations, "summary", "description")),
        severity=gravity(first_text(labels, *named.SEVERITY)) or Gravity.NONE,
        status=status,
        instance=named.instance(labels),
        trace_id=named.trace(labels),
        request_id=named.request(labels),
        fingerprint=known,
        attributes=bounded(_attributes(alert, labels, annotations) | more),
    )


def _time(alert: dict[str, Any], status: State, started: datetime | None) -> datetime:
    at = (read_time(alert.get("endsAt")) or started) if status is State.RESOLVED else started
    if at is None:
        raise NotASignalError(f"an alert whose time cannot be read: {alert.get('startsAt')!r}")
    return at


def _moment(time: datetime) -> str:
    """To the millisecond: the webhook tells nanoseconds, the API does not."""
    return time.replace(tzinfo=None).isoformat(timespec="milliseconds")


def _attributes(alert: dict[str, Any], labels: dict[str, Any], annotations: dict[str, Any]) -> Attributes:
    """Labels that became no field, then annotations (as `annotations.KEY` where a label has that key), then links."""
    mapped = _MAPPED | named.used(labels)
    found: Attributes = {name: value for name, value in labels.items() if name not in mapped}
    for name, value in annotations.items():
        found[f"annotations.{name}" if name in found else name] = value
    return found | present(**{link: alert.get(link) for link in _LINKS})
