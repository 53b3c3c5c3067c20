"""What correlation goes by: how close in time signals must be, and how large a group may grow."""

from __future__ import annotations

from msgspec import Struct


class Windows(Struct, frozen=True, kw_only=True):
    """Times in seconds. One set for every system; docs/decisions/0011 has the measurements behind it.

    gap: a group that has been silent for longer is over, and nothing joins it any more.
    causal: how fresh a neighbour's group must be for a dependency to link the two.
    lifetime: what starts later than this after a group's first signal is another incident.
    lateness: how far behind the newest signal one may come and still be put in its place.
    touch: a service that goes on sending looks at its neighbours again after so long.
    trace: how long a trace or request id is remembered.
    """

    gap: float = 60.0
    causal: float = 60.0
    lifetime: float = 1800.0
    lateness: float = 5.0
    touch: float = 5.0
    trace: float = 300.0
    max_services: int = 100
    max_signals: int = 1_000_000
    hub: int = 20
    trace_hub: int = 32
    min_signals: int = 3
