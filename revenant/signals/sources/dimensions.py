"""CloudWatch dimensions, which stand where other systems have labels."""

from __future__ import annotations

from typing import Any

from revenant.signals.sources import labels as named
from revenant.signals.sources.shapes import first_text, mapping, sequence, text

_SERVICE = (
    "ServiceName", "Service", "FunctionName", "DBInstanceIdentifier", "DBClusterIdentifier", "CacheClusterId",
    "TableName", "QueueName", "TopicName", "StreamName", "ApiName", "ApiId", "LoadBalancer", "AutoScalingGroupName",
)  # fmt: skip
_ENVIRONMENT = ("Environment", "EnvironmentName", "Stage")
_INSTANCE = ("InstanceId", "TaskId", "PodName", "Host", "NodeName")


def of_trigger(trigger: dict[str, Any]) -> dict[str, str]:
    """The dimensions of an alarm on one metric, or of the first metric of an expression that has any."""
    found = _pairs(trigger.get("Dimensions"))
    for metric in sequence(trigger.get("Metrics")):
        found = found or of_metric(mapping(metric))
    return found


def of_metric(metric: dict[str, Any]) -> dict[str, str]:
    """The dimensions of one metric of an alarm, in either spelling."""
    stat = mapping(metric.get("MetricStat")) or mapping(metric.get("metricStat"))
    inner = mapping(stat.get("Metric")) or mapping(stat.get("metric"))
    return _pairs(inner.get("Dimensions") or inner.get("dimensions"))


def service_of(dimensions: dict[str, str], default: str) -> str:
    """The service that dimensions name: a label's name first, then a resource's."""
    return named.service(dimensions, first_text(dimensions, *_SERVICE) or default)


def environment_of(dimensions: dict[str, str], default: str) -> str:
    return first_text(dimensions, *_ENVIRONMENT) or named.environment(dimensions, default)


def instance_of(dimensions: dict[str, str]) -> str:
    return first_text(dimensions, *_INSTANCE) or named.instance(dimensions)


def _pairs(given: Any) -> dict[str, str]:
    """Dimensions as a list of name and value, or as an object."""
    if isinstance(given, dict):
        return {name: text(value) for name, value in given.items()}
    pairs = [mapping(pair) for pair in sequence(given)]
    return {first_text(pair, "name", "Name"): first_text(pair, "value", "Value") for pair in pairs}
