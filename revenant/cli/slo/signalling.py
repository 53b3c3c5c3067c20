"""Budgets that burn as signals: one for each objective that fires, the same one however often they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from revenant.cli.session import Session
from revenant.core.text import escape_json

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.signals.signal import Signal
    from revenant.slos.burning.alarms import Alarm
    from revenant.slos.burning.floor import Floor


def send_signals(session: Session, found: Sequence[Alarm]) -> None:
    """Print them to stdout, and how many there are to stderr."""
    from revenant.core.text import how_many
    from revenant.signals.signal import to_line

    firing = [(each, each.floor) for each in found if each.floor]
    incidents = session.incidents.all(frozenset({"signals"})) if firing else []
    for alarm, floor in firing:
        session.out.bytes(escape_json(to_line(_signal(session, alarm, floor, incidents)).decode()).encode())
    unknown = sum(each.is_unknown for each in found)
    more = f"; of {unknown} it is not known, as not enough was measured" if unknown else ""
    session.out.say(f"{how_many(len(firing), 'signal')} of {how_many(len(found), 'objective')}{more}")


def _signal(session: Session, alarm: Alarm, floor: Floor, incidents: list[IncidentSnapshot]) -> Signal:
    """The signal of an alarm, dated when it began to fire: as the record has it, if it has.

    What pages is as slow to leave the long windows as what does not: the rest of it is still that page, and no ticket.
    """
    from revenant.render.burning import burn_signal, fingerprint_of
    from revenant.slos.burning.episodes import Since, firing_since, on_record, urgent_pairs
    from revenant.store.slos import SloStore

    standing = alarm.standing
    slo, now, pairs = standing.slo, standing.now, urgent_pairs(standing)
    meter = SloStore(session.workspace).meter(slo, incidents, now)
    since = firing_since(slo, standing.objective, pairs, meter, now)
    page, ticket = (fingerprint_of(alarm, pages=pages) for pages in (True, False))
    tolerance = min(each.short for each in pairs)
    paged = on_record(since if alarm.pages else Since(since.at), _starts(incidents, page, now), tolerance)
    if alarm.pages or paged is not None:
        return burn_signal(alarm, floor, page, paged or since.at)
    return burn_signal(alarm, floor, ticket, on_record(since, _starts(incidents, ticket, now), tolerance) or since.at)


def _starts(incidents: Iterable[IncidentSnapshot], fingerprint: str, now: datetime) -> list[datetime]:
    events = (event for it in incidents for event in it.signals if event.fingerprint == fingerprint)
    return [event.first for event in events if event.first is not None and event.first <= now]
