"""What an alert carries: labels that say where it goes, annotations that people read.

Both are templates to Prometheus, and what stands in a document is none of its own.
"""

from __future__ import annotations

import re

from revenant.slos.alerting.promql import label_value
from revenant.slos.slo import Slo

# What Alertmanager and `revenant` sort by; the labels of a document do not take their place.
_LABEL = re.compile(r"(?!__)[A-Za-z_][A-Za-z0-9_]*")
_NOT_IN_LABELS = re.compile(r"[^A-Za-z0-9_]")


def alert_labels(slo: Slo, ours: dict[str, str]) -> dict[str, str]:
    """Our labels, and those of the document under names that Prometheus knows: a dot or a slash is an underscore."""
    named = {_NOT_IN_LABELS.sub("_", key): value for key, value in slo.labels.items()}
    theirs = {key: value for key, value in named.items() if _LABEL.fullmatch(key) and key != "alertname"}
    return {key: as_template(label_value(value)) for key, value in (theirs | ours).items()}


def alert_annotations(summary: str, description: str, runbook: str) -> dict[str, str]:
    """What is shown of an alert; its summary is a template already."""
    found = {"summary": summary, "description": as_template(description)}
    return found | ({"runbook_url": as_template(runbook)} if runbook else {})


def burn_summary(slo: Slo, window: str) -> str:
    """How fast it burns, which Prometheus fills in when it alerts."""
    return f'{as_template(slo.title)}: error budget burn rate {{{{ $value | printf "%.1f" }}}} over {window}'


def as_template(text: str) -> str:
    """Text that Prometheus, which fills in what stands between double braces, shows as it is."""
    return text.replace("{{", '{{"{{"}}')
