"""Prometheus Alertmanager: its webhook (version 4), and what /api/v2/alerts and /api/v2/alerts/groups answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from revenant.signals.signal import State
from revenant.signals.sources.alerts import labels_of, to_signal
from revenant.signals.sources.fingerprints import fingerprint
from revenant.signals.sources.found import Context, Doubt, Found, placed
from revenant.signals.sources.shapes import mapping, present, sequence, text
from revenant.signals.sources.words import state

SUMMARY = "Prometheus Alertmanager: webhook v4, /api/v2/alerts, /api/v2/alerts/groups"


def recognises(document: Any) -> bool:
    """A webhook by its group, an answer of the API by its first entry."""
    if isinstance(document, list):
        return bool(document) and (_is_alert(document[0]) or _is_group(document[0]))
    return _is_webhook(document) or _is_alert(document) or _is_group(document)


def read(document: Any, context: Context) -> Iterator[Found]:
    """The alerts of a webhook, of an answer of the API, or a single one."""
    if isinstance(document, list):
        for number, entry in enumerate(document):
            yield from placed(read(entry, context), f"[{number}]")
    elif _is_alert(document):
        yield from _alert(document, context)
    else:
        yield from _group(mapping(document), context)


def _group(group: dict[str, Any], context: Context) -> Iterator[Found]:
    if hidden := group.get("truncatedAlerts"):
        yield Doubt(f"{text(hidden)} more alerts were cut off by max_alerts; the cause may be among them")
    for number, alert in enumerate(sequence(group.get("alerts"))):
        yield from placed(_alert(mapping(alert), context), f"alerts[{number}]")


def _alert(alert: dict[str, Any], context: Context) -> Iterator[Found]:
    yield to_signal(alert, _status(alert), context, **_hindered(alert))
    given = text(alert.get("fingerprint"))
    if given and given != fingerprint(labels_of(alert)):
        yield Doubt("its fingerprint is not that of its labels: they were changed on the way, or are not all here")


def _status(alert: dict[str, Any]) -> State:
    """What the alert itself says: the group's own status misleads, and the API lists only what is still active."""
    return state(text(alert.get("status"))) or State.FIRING


def _hindered(alert: dict[str, Any]) -> dict[str, Any]:
    """What the API says about an alert that notifies nobody."""
    status = mapping(alert.get("status"))
    suppressed = status.get("state") == "suppressed" or None
    return present(suppressed=suppressed, inhibited_by=status.get("inhibitedBy"), silenced_by=status.get("silencedBy"))


def _is_webhook(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("alerts"), list) and "groupKey" in document


def _is_group(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("alerts"), list) and {"labels", "receiver"} <= entry.keys()


def _is_alert(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("labels"), dict) and "startsAt" in entry
