"""How much later than they happened the events of one incident were written down."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from revenant.incidents.events import AnyEvent, IncidentOpened


class Lateness(Struct, frozen=True, array_like=True):
    """Of so many events, how many were written down later than they happened, and the longest delay in seconds.

    `opening` is the delay of the opening, 0 for one that was declared as it happened. Kept for every incident in the
    index, hence whole numbers.
    """

    events: int = 0
    late: int = 0
    longest: int = 0
    opening: int = 0


def lateness(events: Iterable[AnyEvent]) -> Lateness:
    """Look at the events that count, in the order of the fold; the first opening is the one that counts."""
    known = [(_delay(event), isinstance(event, IncidentOpened)) for event in events]
    delays = [delay for delay, _ in known]
    opening = next((delay for delay, is_opening in known if is_opening), 0)
    return Lateness(len(delays), sum(delay > 0 for delay in delays), max(delays, default=0), opening)


def _delay(event: AnyEvent) -> int:
    if event.recorded is None:
        return 0
    return max(int((event.recorded - event.at).total_seconds()), 0)
