"""Budgets that burn as signals: one for each objective that fires, the same one however often they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from revenant.cli.session import Session
from revenant.core.text import escape_json

if TYPE_CHECKING:
    from revenant.incidents.snapshot import IncidentSnapshot
    from revenant.signals.signal import Signal
    from revenant.slos.alarms import Alarm
    from revenant.slos.floor import Floor


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
    """The signal of an alarm, dated when it began to fire: as the record has it, if it has."""
    from revenant.render.burning import burn_signal, fingerprint_of
    from revenant.slos.episodes import firing_since, same_episode, urgent_pairs
    from revenant.store.slos import SloStore

    standing, fingerprint = alarm.standing, fingerprint_of(alarm)
    slo, now, pairs = standing.slo, standing.now, urgent_pairs(standing)
    meter = SloStore(session.workspace).meter(slo, incidents, now)
    since = firing_since(slo, standing.objective, pairs, meter, now)
    events = (event for it in incidents for event in it.signals if event.fingerprint == fingerprint)
    recorded = [event.first for event in events if event.first is not None]
    return burn_signal(alarm, floor, same_episode(since, recorded, min(each.short for each in pairs)))
