"""What alerts about error budgets leave in an incident: which SLOs it violates, and that it may be too mild."""

from __future__ import annotations

from revenant.incidents.events import VIOLATES, IncidentLinked, KnownEvent, NoteAdded, Stamp
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.signals.correlation.cluster import Cluster
from revenant.signals.planning import origin_of
from revenant.signals.triage import because


def promise_events(cluster: Cluster, it: IncidentSnapshot | None, stamp: Stamp) -> list[KnownEvent]:
    """Links to SLOs that the incident does not know of, and a note where alerts ask for more than its severity.

    The severity itself is left to those who may change it. What somebody took back does not come again.
    """
    events = [_linked(cluster, name, stamp) for name in cluster.slos if it is None or not _knows(it, name)]
    if it is None or not (text := too_mild(cluster, it)):
        return events
    origin = origin_of(cluster, "floor", cluster.floor and cluster.floor.floor)
    is_said = any(getattr(event, "origin", "") == origin for event in (*it.events, *it.taken_back))
    return events if is_said else [*events, stamp.event(NoteAdded, text=text, origin=origin)]


def too_mild(cluster: Cluster, it: IncidentSnapshot) -> str:
    """What an alert asks for, where that is more than the incident has; empty where it is not."""
    seen = cluster.floor
    if seen is None or seen.floor is None or it.severity is None or it.severity <= seen.floor:
        return ""
    return f"{seen.name} on {seen.service} asks for {seen.floor} at least, and this is {it.severity}{because(seen)}"


def _linked(cluster: Cluster, slo: str, stamp: Stamp) -> KnownEvent:
    return stamp.event(IncidentLinked, relation=VIOLATES, target=slo, origin=origin_of(cluster, VIOLATES, slo))


def _knows(it: IncidentSnapshot, slo: str) -> bool:
    """Whether it is linked, or was and somebody took it back."""
    taken_back = [event for event in it.taken_back if isinstance(event, IncidentLinked)]
    return any((link.relation, link.target) == (VIOLATES, slo) for link in (*it.links, *taken_back))
