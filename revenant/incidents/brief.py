"""Snapshots in brief: for whoever reads many of them, and of each only what it says about itself."""

from __future__ import annotations

from functools import cache
from typing import cast

from msgspec import Raw, defstruct

from revenant.incidents.snapshot import IncidentSnapshot

BULKY = frozenset(
    {"notes", "signals", "changes", "runbooks", "actions", "follow_ups", "escalations", "handoffs", "pages"}
)


@cache
def with_only(bulky: frozenset[str]) -> type[IncidentSnapshot]:
    """Snapshots that are decoded in half the time: of the BULKY lists only these are read.

    The others are left as the bytes they came in, so that whoever looks at one all the same runs into an error.
    """
    left: list[tuple[str, type, Raw]] = [(name, Raw, Raw(b"")) for name in sorted(BULKY - bulky)]
    brief = defstruct("Brief", left, bases=(IncidentSnapshot,), kw_only=True)
    return cast("type[IncidentSnapshot]", brief) if left else IncidentSnapshot
