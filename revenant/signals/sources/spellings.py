"""How keys of plain JSON and CSV are spelled, and which field of a signal each of them is."""

from __future__ import annotations

import re

# In order of preference: where two keys mean one field, the earlier counts and the other stays an attribute.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "signal_id", "event_id", "uuid"),
    "at": ("at", "time", "timestamp", "@timestamp", "ts", "starts_at", "occurred_at", "date", "datetime"),
    "kind": ("kind", "type", "signal_type"),
    "service": ("service", "service_name", "service.name", "app", "application"),
    "environment": (
        "environment", "env", "environment_name", "service.environment", "deployment.environment.name",
        "deployment.environment", "stage",
    ),
    "name": (
        "name", "alertname", "alert_name", "title", "rule_name", "rule", "event_name", "summary", "message", "msg",
    ),
    "severity": ("severity", "level", "log.level", "severity_text", "loglevel", "priority"),
    "status": ("status", "state"),
    "instance": ("instance", "host", "pod", "hostname", "host_name", "host.name", "pod_name", "node"),
    "trace_id": ("trace_id", "trace.id", "traceid"),
    "request_id": ("request_id", "x_request_id", "correlation_id", "http.request.id"),
    "fingerprint": ("fingerprint",),
}  # fmt: skip
DERIVED = frozenset({"correlation_key", "correlationKey"})
# Objects whose inner key means the field: `service: {name: …}` as in the Elastic Common Schema.
INNER = {
    "service": "service.name",
    "host": "host.name",
    "trace": "trace.id",
    "log": "log.level",
    "deployment": "deployment.environment",
}


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


# Spelling → field and rank.
KEYS: dict[str, tuple[str, int]] = {
    spelling: (field, rank)
    for field, names in FIELDS.items()
    for rank, name in enumerate(names)
    for spelling in (name, _camel(name))
}
KEYS["traceID"] = KEYS["trace_id"]
