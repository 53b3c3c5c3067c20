"""When two people move an incident differently: what makes a contest, and what ends it (docs/decisions/0007)."""

from __future__ import annotations

from msgspec import Struct

from revenant.incidents.events import IncidentStatusChanged
from revenant.incidents.lifecycle import Status


class Standing(Struct, frozen=True):
    """The status in force and who set it; the event that contests it, if one does, and who may not know so."""

    status: Status = Status.OPEN
    by: str = ""
    contesting: str = ""
    unaware: str = ""
    words: str = ""


def take(standing: Standing, event: IncidentStatusChanged) -> Standing:
    """How things stand after a status event.

    One that leaves another status than the one in force contests it, unless it asks for just that one. A later
    event that leaves the status in force settles it; but if two people are at odds, the contester may have gone
    on without knowing, so of theirs only an event that says it `settles` does.
    """
    if event.from_ is standing.status:
        if standing.unaware == event.by and not event.settles:
            return Standing(event.to, event.by, standing.contesting, standing.unaware, standing.words)
        return Standing(event.to, event.by)
    if event.to is standing.status:
        return standing
    words = f"{event.by} moved it from {event.from_} to {event.to} while it was {standing.status}"
    return Standing(event.to, event.by, event.id, event.by if event.by != standing.by else "", words)
