"""What correlation goes by: how close in time signals must be, and how large a group may grow."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct, structs

from revenant.core.settings import SignalSettings
from revenant.core.times import parse_duration


class Windows(Struct, frozen=True, kw_only=True):
    """One set for every system; docs/decisions/0012 has the measurements behind it.

    gap: a group that has been silent for longer is over, and nothing joins it any more.
    causal: how fresh a neighbour's group must be for a dependency to link the two.
    lifetime: what starts later than this after a group's first signal is another incident.
    lateness: how far behind the newest signal one may come and still be put in its place.
    touch: a service that goes on sending looks at its neighbours again after so long; less than `gap`.
    trace: how long a trace or request id is remembered.
    """

    gap: timedelta = timedelta(seconds=60)
    causal: timedelta = timedelta(seconds=60)
    lifetime: timedelta = timedelta(minutes=30)
    lateness: timedelta = timedelta(seconds=5)
    touch: timedelta = timedelta(seconds=30)
    trace: timedelta = timedelta(minutes=2)
    max_services: int = 100
    max_signals: int = 1_000_000
    hub: int = 20
    trace_hub: int = 32
    min_signals: int = 3


def windows_of(settings: SignalSettings) -> Windows:
    """The defaults with what revenant.yaml says otherwise."""
    spans = {name: getattr(settings, name) for name in ("gap", "causal", "lifetime", "lateness")}
    counts = {"min_signals": settings.min_signals, "max_services": settings.max_services}
    said = {name: parse_duration(text) for name, text in spans.items() if text}
    return structs.replace(Windows(), **said, **{name: count for name, count in counts.items() if count})
