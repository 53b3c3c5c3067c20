"""Grafana Alerting's webhook: shaped like Alertmanager's, with values, panels and an organisation beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import State
from revenant.signals.sources.alerts import to_signal
from revenant.signals.sources.found import Context, Doubt, Found, placed
from revenant.signals.sources.shapes import mapping, sequence, text
from revenant.signals.sources.words import state

SUMMARY = "Grafana Alerting: webhook of a contact point"
_OWN = frozenset({"silenceURL", "valueString", "dashboardURL", "panelURL", "values"})
_ABOUT_THE_RULE = frozenset({"DatasourceNoData", "DatasourceError"})


def recognises(document: Any) -> bool:
    """A webhook with an organisation's id, or whose first alert has a key only Grafana sends."""
    if not isinstance(document, dict) or not isinstance(document.get("alerts"), list):
        return False
    first = mapping(next(iter(document["alerts"]), None))
    return "orgId" in document or bool(_OWN & first.keys())


def read(document: Any, context: Context) -> Iterator[Found]:
    """The alerts of a webhook."""
    if hidden := mapping(document).get("truncatedAlerts"):
        yield Doubt(f"{text(hidden)} more alerts were cut off; the cause may be among them")
    for number, alert in enumerate(sequence(mapping(document).get("alerts"))):
        yield from placed(_alert(mapping(alert), context), f"alerts[{number}]")


def _alert(alert: dict[str, Any], context: Context) -> Iterator[Found]:
    signal = to_signal(alert, state(text(alert.get("status"))) or State.FIRING, context)
    yield signal
    if signal.name in _ABOUT_THE_RULE:
        yield Doubt(f"{signal.name}: the rule could not be evaluated; it says nothing about the service")
