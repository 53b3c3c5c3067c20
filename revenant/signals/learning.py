"""What the record teaches about signals: how rare each series was in the incidents there have been."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from revenant.incidents.events import SignalsCorrelated
from revenant.incidents.selection import by_detection
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.signals.rarity import History, Series
from revenant.signals.signal import Gravity, Kind


def history_of(incidents: Iterable[IncidentSnapshot]) -> History:
    """What incidents have shown, oldest first; those without signals teach nothing."""
    history = History()
    for it in sorted(incidents, key=by_detection):
        series = [each for event in it.signals if (each := _series(event)) is not None]
        if series:
            history.observe(series)
    return history


def _series(event: SignalsCorrelated) -> Series | None:
    """A recorded summary as the series it was; None for words of another version."""
    first, last = event.first, event.last
    if first is None or last is None or not event.service:
        return None
    with suppress(ValueError):
        return Series(
            service=event.service,
            name=event.name,
            kind=Kind(event.kind),
            first=first,
            last=last,
            instance=event.instance,
            gravity=Gravity(event.severity),
            count=event.count,
        )
    return None
