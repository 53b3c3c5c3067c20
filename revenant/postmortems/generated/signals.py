"""Which signals belonged to the incident, and why."""

from __future__ import annotations

from revenant.incidents.events import SignalsCorrelated
from revenant.postmortems.generated.cells import table, text, time
from revenant.postmortems.generated.material import Material


def write(material: Material) -> str:
    """One row a series of signals, the earliest first."""
    signals = material.incident.signals
    if not signals:
        return "No signals were correlated with it."
    titles = ["first (UTC)", "last (UTC)", "count", "signal", "service", "why it belongs here"]
    return table(titles, [_row(event) for event in sorted(signals, key=lambda each: (each.first or each.at, each.id))])


def _row(event: SignalsCorrelated) -> list[str]:
    name = f"{event.name} ({event.severity})" if event.severity else event.name
    return [time(event.first), time(event.last), str(event.count), text(name), text(event.service), text(event.reason)]
