"""Which label names a signal's service, environment, instance and ids: one order each, the first present counts."""

from __future__ import annotations

import re
from typing import Any

from revenant.signals.signal import UNKNOWN
from revenant.signals.sources.shapes import first_key, first_text

SERVICE = (
    "service", "service_name", "service.name", "serviceName", "app", "application", "app_kubernetes_io_name",
    "app.kubernetes.io/name", "label_app_kubernetes_io_name", "k8s_app", "component", "deployment", "statefulset",
    "daemonset", "job",
)  # fmt: skip
# A cluster is no environment, but where nothing else tells two of them apart it is the better guess.
ENVIRONMENT = (
    "environment", "env", "deployment_environment_name", "deployment.environment.name", "deployment_environment",
    "deployment.environment", "stage", "cluster",
)  # fmt: skip
INSTANCE = (
    "instance", "pod", "pod_name", "kubernetes_pod_name", "host", "hostname", "host_name", "node", "nodename",
)  # fmt: skip
TRACE = ("trace_id", "traceId", "traceID", "traceid")
REQUEST = ("request_id", "requestId", "x_request_id", "correlation_id", "correlationId")
SEVERITY = ("severity", "level", "priority", "criticality")
_HEX = re.compile(r"[0-9a-fA-F]{16}|[0-9a-fA-F]{32}")


def service(labels: dict[str, Any], default: str = UNKNOWN) -> str:
    """The service that labels name. OpenTelemetry's `unknown_service` is no name."""
    found = first_text(labels, *SERVICE)
    return default if is_unknown(found) else found


def environment(labels: dict[str, Any], default: str = UNKNOWN) -> str:
    """The environment that labels name."""
    return first_text(labels, *ENVIRONMENT) or default


def instance(labels: dict[str, Any]) -> str:
    """The process, pod or host that labels name."""
    return first_text(labels, *INSTANCE)


def trace(labels: dict[str, Any]) -> str:
    """The trace id that labels carry."""
    return trace_id(first_text(labels, *TRACE))


def request(labels: dict[str, Any]) -> str:
    """The request or correlation id that labels carry."""
    return first_text(labels, *REQUEST)


def trace_id(said: str) -> str:
    """A trace id as it is compared: hexadecimal ones in lower case, all zeros meaning none."""
    if not _HEX.fullmatch(said):
        return said
    return said.lower() if said.strip("0") else ""


def used(labels: dict[str, Any]) -> set[str]:
    """The labels that became fields, so that they need not be kept beside them."""
    return {first_key(labels, order) for order in (SERVICE, ENVIRONMENT, INSTANCE, TRACE, REQUEST)}


def is_unknown(name: str) -> bool:
    """Whether a service's name says only that nobody named it."""
    return not name or name == UNKNOWN or name == "unknown_service" or name.startswith("unknown_service:")
