"""What a handoff leaves in an incident: that it was handed off, that somebody accepted it, who leads it now."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.incidents.events import HandedOff, IncidentAssigned, KnownEvent, Stamp
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.oncall.handing.document import HandoffMatter


def handed_off(stamp: Stamp, matter: HandoffMatter, page: str, text: str = "") -> HandedOff:
    """An incident goes from those whose turn ends to those who take over."""
    return stamp.event(
        HandedOff,
        to=", ".join(matter.to),
        text=text,
        outgoing=", ".join(matter.from_),
        schedule=matter.schedule,
        page=page,
    )


def accepted(
    it: IncidentSnapshot, stamp: Stamp, matter: HandoffMatter, page: str, *, take: bool = False
) -> Sequence[KnownEvent]:
    """Whoever writes has taken over; with `take` as commander too."""
    done: KnownEvent = stamp.event(
        HandedOff,
        to=stamp.by,
        outgoing=", ".join(matter.from_),
        schedule=matter.schedule,
        page=page,
        accepted=True,
    )
    leads = take and it.commander != stamp.by
    return [done, stamp.event(IncidentAssigned, commander=stamp.by)] if leads else [done]
