"""What others have done to incidents, one line an event, and what in their logs gives reason to worry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revenant.core.text import one_line
from revenant.core.times import format_time
from revenant.incidents.merging import Arrival, Settled
from revenant.incidents.wording import delay, describe


def event_lines(arrivals: Iterable[Arrival]) -> Iterator[str]:
    """Each new event: incident, severity, when, who, what; incidents in order, events as they happened."""
    for incident, events, _, _ in arrivals:
        for event in sorted(events, key=lambda event: (event.at, event.id)):
            about = f"{incident.id}  {incident.severity or '-'}  {format_time(event.at)}  {one_line(event.by)}"
            yield f"{about}: {describe(event)}{delay(event)}"


def contested_lines(arrivals: Iterable[Arrival]) -> Iterator[str]:
    """Incidents that two people moved at once, and how to settle each."""
    for incident, *_ in arrivals:
        if incident.contested:
            settle = f"revenant transition {incident.id.rpartition('-')[2]} {incident.status}"
            yield f"{incident.id} is contested: {incident.contest}; `{settle}` or another status settles it"


def worry_lines(arrivals: Iterable[Arrival], repaired: dict[str, Settled]) -> Iterator[str]:
    """Lines that somebody removed: those that are gone, and those the merge has put back."""
    for incident, _, gone, _ in arrivals:
        if gone:
            yield f"{incident.id}: {_lines(gone)} of its log are gone in what others pushed; `revenant audit` says who"
    for name, settled in repaired.items():
        if settled.restored:
            yield f"{one_line(name)}: {_lines(settled.restored)} that one side had lost are back"


def _lines(rows: list[str]) -> str:
    return f"{len(rows)} line{'' if len(rows) == 1 else 's'}"
