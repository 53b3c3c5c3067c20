"""OpenSLO documents to be spoilt: one valid document of each kind, and what changes one of its parts."""

from __future__ import annotations

import json
from typing import Any

GONE = object()
SOURCE: dict[str, Any] = {"metricSource": {"type": "Prometheus", "spec": {"query": "requests_total"}}}
RATIO: dict[str, Any] = {"counter": True, "good": SOURCE, "total": SOURCE}
CONDITION: dict[str, Any] = {
    "severity": "page",
    "condition": {"kind": "burnrate", "op": "gt", "threshold": 2, "lookbackWindow": "1h", "alertAfter": "5m"},
}
POLICY: dict[str, Any] = {
    "alertWhenBreaching": True,
    "conditions": [{"conditionRef": "fast"}],
    "notificationTargets": [{"targetRef": "pager"}],
}
SLO: dict[str, Any] = {
    "apiVersion": "openslo/v1",
    "kind": "SLO",
    "metadata": {"name": "basket", "displayName": "The basket", "labels": {"team": ["shop", "web"], "stage": "live"}},
    "spec": {
        "description": "Baskets are shown.",
        "service": "checkout",
        "indicator": {"metadata": {"name": "shown"}, "spec": {"ratioMetric": RATIO}},
        "timeWindow": [{"duration": "1w", "calendar": {"startTime": "2026-01-05 00:00:00", "timeZone": "UTC"}}],
        "budgetingMethod": "Timeslices",
        "objectives": [{"target": 0.99, "timeSliceTarget": 0.9, "timeSliceWindow": "1m"}],
        "alertPolicies": [{"alertPolicyRef": "loud"}],
    },
}
SLI: dict[str, Any] = SLO | {"kind": "SLI", "spec": {"ratioMetric": RATIO}}
ALERT_POLICY: dict[str, Any] = SLO | {"kind": "AlertPolicy", "spec": POLICY}
ALERT_CONDITION: dict[str, Any] = SLO | {"kind": "AlertCondition", "spec": CONDITION}


def changed(document: dict[str, Any], *changes: tuple[str, Any]) -> dict[str, Any]:
    """A copy with other values at these paths, such as spec.objectives.0.target; GONE takes the key out."""
    copied: dict[str, Any] = json.loads(json.dumps(document))  # so that no part is shared
    for path, value in changes:
        *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        holder: Any = copied
        for step in parents:
            holder = holder[step]
        if value is GONE:
            del holder[last]
        else:
            holder[last] = json.loads(json.dumps(value))
    return copied
