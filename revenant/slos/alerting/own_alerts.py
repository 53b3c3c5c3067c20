"""Alerts that an OpenSLO document asks for in its alert policies; they stand beside those by pairs of windows."""

from __future__ import annotations

from collections.abc import Callable

from revenant.slos.alerting.labels import alert_annotations, alert_labels, burn_summary
from revenant.slos.alerting.promql import duration, series
from revenant.slos.alerting.recordings import BURN, Recorder
from revenant.slos.alerting.rules import Alerting
from revenant.slos.burning.alert_names import alert_name
from revenant.slos.burning.rates import most_possible
from revenant.slos.slo import BurnAlert

_OPERATORS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def bare_name(name: str) -> str:
    """A name as the first part of an alert's: CheckoutAvailability."""
    return alert_name(name).removesuffix(alert_name(""))


def own_alert(recorder: Recorder, asked: BurnAlert, runbook: Callable[[str], str]) -> Alerting:
    """One alert in the document's own words: its severity is the label, and there is no floor."""
    slo, length = recorder.slo, duration(asked.lookback)
    name = bare_name(slo.name) + bare_name(asked.name)
    comparison = f"{_OPERATORS[asked.op]} {asked.threshold!r}"
    labels = recorder.labels | {"severity": asked.severity or "ticket", "long_window": length}
    said = f"{slo.service}: burn rate over {length} {comparison}. Objective: {recorder.objective.name}."
    return Alerting(
        name,
        f"{series(f'{BURN}{length}', recorder.labels)} {comparison}",
        alert_labels(slo, labels),
        alert_annotations(burn_summary(slo, length), said, runbook(name)),
        asked.after,
    )


def why_never(recorder: Recorder, asked: BurnAlert) -> str:
    """Why an alert that is asked for cannot fire, or cannot be told; empty where it can."""
    if recorder.is_sliced and asked.lookback < recorder.objective.slice:
        return f"a slice of {duration(recorder.objective.slice)} does not fit into {duration(asked.lookback)}"
    most = most_possible(recorder.objective)
    if most is None or asked.op in ("lt", "lte") or asked.threshold < most:
        return ""
    if asked.op == "gte" and asked.threshold == most:
        return ""
    return f"a total outage burns {float(most):g} times too fast, never faster than {asked.threshold:g}"
