"""From clusters to the record: which open incident takes one in, what a new one says. Done again it adds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct, structs

from revenant.core.severity import Severity
from revenant.incidents.causes import began
from revenant.incidents.events import (
    CORRELATION,
    IncidentAssigned,
    IncidentLinked,
    IncidentOpened,
    KnownEvent,
    NoteAdded,
    RunbookAttached,
    SignalsCorrelated,
    Stamp,
)
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.signals.correlation.cluster import Cluster, Seen
from revenant.signals.graph import Graph
from revenant.signals.signal import UNKNOWN

MAX_SERIES = 50
_Key = tuple[str, ...]


class Action(StrEnum):
    """What is done with a cluster."""

    OPEN = "open"
    ADD = "add"
    NOTHING = "nothing"


class Attached(Struct, frozen=True):
    """A runbook for a cluster: its name, or a URL; why; and git's id of its content. Empty where there is none."""

    name: str = ""
    why: str = ""
    blob: str = ""


class Plan(Struct, frozen=True, kw_only=True):
    """What one cluster leads to, and why. `incident` is empty where there is none to be."""

    action: Action
    why: str
    incident: str = ""
    title: str = ""
    severity: Severity | None = None
    severity_why: str = ""
    owner: str = ""
    runbook: Attached = Attached()
    related: tuple[str, ...] = ()


def source_of(cluster: Cluster) -> str:
    """What an incident that was opened for a cluster says of its source."""
    return f"{CORRELATION}{cluster.id}"


def known_groups(incidents: Sequence[IncidentSnapshot]) -> dict[str, str]:
    """Which incident each cluster went into before: its source → the incident's id."""
    named = {f"{CORRELATION}{event.group}": it.id for it in incidents for event in it.signals if event.group}
    opened = {it.source: it.id for it in incidents if it.source.startswith(CORRELATION)}
    gone = {it.id: it.merged_into for it in incidents if it.merged_into}
    return {source: _last_of(found, gone) for source, found in (named | opened).items()}


def known_alerts(incidents: Sequence[IncidentSnapshot]) -> dict[str, str]:
    """Which incident each alert went into before: the id of its signal → the incident's id."""
    found = {name: it.id for it in incidents for event in it.signals if event.fingerprint for name in event.ids}
    gone = {it.id: it.merged_into for it in incidents if it.merged_into}
    return {name: _last_of(incident, gone) for name, incident in found.items()}


def told_before(cluster: Cluster, known: Mapping[str, str]) -> str:
    """The incident that has every one of these alerts already, in whatever company they came; empty where none has."""
    homes = {known.get(seen.ids[0], "") if seen.ids else "" for seen in cluster.seen}
    return homes.pop() if len(homes) == 1 else ""


def _last_of(incident: str, gone: Mapping[str, str]) -> str:
    """What an incident was merged into in the end; itself where that goes round in a circle."""
    found, seen = incident, {incident}
    while (found := gone.get(found, found)) not in seen:
        seen.add(found)
    return incident if found in gone else found


def find_home(
    cluster: Cluster, incidents: Iterable[IncidentSnapshot], graph: Graph, patience: timedelta
) -> tuple[IncidentSnapshot, str] | None:
    """The open incident a cluster belongs to: of the same service, else of a neighbour; the latest of several."""
    near = [it for it in incidents if it.is_open and _same_place(cluster, it) and _same_time(cluster, it, patience)]
    latest = sorted(near, key=lambda it: (it.detected_at is not None, it.detected_at, it.id), reverse=True)
    for it in latest:
        if shared := sorted(set(it.services) & set(cluster.services) - {UNKNOWN}):
            return it, f"{shared[0]} is affected in both"
    for it in latest:
        for service in cluster.services:
            if other := next((name for name in it.services if name in graph.neighbours(service)), ""):
                return it, f"{service} and {other} depend on each other"
    return None


def _same_place(cluster: Cluster, it: IncidentSnapshot) -> bool:
    return it.environment in ("", cluster.environment) or cluster.environment == UNKNOWN


def _same_time(cluster: Cluster, it: IncidentSnapshot, patience: timedelta) -> bool:
    start = began(it)
    if start is None:
        return False
    heard = [event.last for event in it.signals if event.last is not None]
    return (
        cluster.last - start >= -patience and cluster.first - max([start, it.detected_at or start, *heard]) <= patience
    )


# --- what is recorded -----------------------------------------------------------------------


def opening(cluster: Cluster, plan: Plan, stamp: Stamp, cause: str) -> list[KnownEvent]:
    """A new incident: detected with its first signal, owned, with its runbook and what probably caused it."""
    at = min(cluster.first.replace(microsecond=0), stamp.at)
    first = Stamp(at, stamp.by, stamp.ids, None if at == stamp.at else stamp.recorded or stamp.at)
    services = [name for name in cluster.services if name != UNKNOWN]
    environment = "" if cluster.environment == UNKNOWN else cluster.environment
    events: list[KnownEvent] = [
        first.event(
            IncidentOpened,
            title=plan.title,
            severity=plan.severity or Severity.SEV3,
            services=services,
            environment=environment,
            source=source_of(cluster),
            origin=origin_of(cluster, "opened"),
        )
    ]
    events += signal_events(cluster, None, stamp)
    if plan.owner:
        events.append(stamp.event(IncidentAssigned, responders=[plan.owner], origin=origin_of(cluster, "owner")))
    if (it := plan.runbook).name:
        origin = origin_of(cluster, "runbook")
        events.append(stamp.event(RunbookAttached, runbook=it.name, blob=it.blob, reason=it.why, origin=origin))
    events += [
        stamp.event(IncidentLinked, relation="related", target=other, origin=origin_of(cluster, other))
        for other in plan.related
    ]
    if cause:
        events.append(stamp.event(NoteAdded, text=cause, origin=origin_of(cluster, "cause")))
    return events


def signal_events(cluster: Cluster, it: IncidentSnapshot | None, stamp: Stamp) -> list[KnownEvent]:
    """One event for each series of which the incident does not know everything yet; the smallest go into one."""
    told = [*it.signals, *_taken_back(it)] if it else []
    known, ids = _recorded(told), {name for event in told for name in event.ids}
    unknown = (seen for seen in cluster.seen if seen.count > len(seen.ids) or not ids.issuperset(seen.ids))
    fresh = [each for seen in unknown if (each := _news(seen, known, cluster.id)) is not None]
    events: list[KnownEvent] = [
        _event(each, cluster, stamp, origin_of(cluster, *_key(each), *known.get(_key(each), ())))
        for each in fresh[:MAX_SERIES]
    ]
    rest, before = fresh[MAX_SERIES:], known.get((cluster.id,), ())
    return [*events, _rest(rest, cluster, stamp, origin_of(cluster, "rest", *before))] if rest else events


def origin_of(cluster: Cluster, *parts: object) -> str:
    """The same wherever the same is recorded: of what two clones record of one cluster, the fold counts one.

    Where one of them has seen more, the earlier one counts, and the next run adds what that one lacks.
    """
    digest = sha256("\0".join(map(str, parts)).encode(errors="replace")).hexdigest()
    return f"{source_of(cluster)}/{digest[:12]}"


def _key(seen: Seen) -> _Key:
    """What tells a series from others in the record."""
    label = seen.name or seen.kind.value
    return (seen.service, seen.instance, label, seen.kind.value, seen.gravity.value, seen.fingerprint)


def _taken_back(it: IncidentSnapshot) -> list[SignalsCorrelated]:
    """What somebody said does not belong here is not brought back."""
    return [event for event in it.taken_back if isinstance(event, SignalsCorrelated)]


def _recorded(events: Iterable[SignalsCorrelated]) -> dict[_Key, tuple[int, datetime]]:
    """How many signals of each series are recorded, and the time of the last; a group's smallest by the group."""
    found: dict[_Key, tuple[int, datetime]] = {}
    for event in events:
        if event.last is None:
            continue
        key: _Key = (event.service, event.instance, event.name, event.kind, event.severity, event.fingerprint)
        if not event.service:
            key = (event.group,)
        count, last = found.get(key, (0, event.last))
        found[key] = (count + event.count, max(last, event.last))
    return found


def _news(seen: Seen, known: dict[_Key, tuple[int, datetime]], group: str) -> Seen | None:
    """The part of a series that is recorded neither by itself nor among the smallest of its group."""
    count, last = known.get(_key(seen)) or known.get((group,)) or (0, None)
    if last is None:
        return seen
    return None if seen.last.replace(microsecond=0) <= last else _since(seen, count, last)


def _since(seen: Seen, count: int, last: datetime) -> Seen:
    """What came after the time up to which `count` are recorded; at least the one that shows that more came."""

    if seen.first.replace(microsecond=0) > last:
        return seen
    return structs.replace(seen, count=max(seen.count - count, 1), first=last)


def _event(seen: Seen, cluster: Cluster, stamp: Stamp, origin: str) -> KnownEvent:
    return stamp.event(
        SignalsCorrelated,
        name=seen.name or seen.kind.value,
        count=seen.count,
        first=seen.first.replace(microsecond=0),
        last=seen.last.replace(microsecond=0),
        ids=list(seen.ids),
        reason=_why(seen, cluster),
        service=seen.service,
        instance=seen.instance,
        kind=seen.kind.value,
        severity=seen.gravity.value,
        fingerprint=seen.fingerprint,
        group=cluster.id,
        origin=origin,
    )


def _why(seen: Seen, cluster: Cluster) -> str:
    """The strongest link that brought the service in; the first service needs none. Of a budget how fast it burns."""
    links = [link for link in cluster.links if seen.service in (link.service_a, link.service_b)]
    best = max(links, key=lambda link: link.confidence, default=None)
    return (best.words if best else f"on {seen.service}") + (f"; {seen.floor_why}" if seen.floor_why else "")


def _rest(rest: list[Seen], cluster: Cluster, stamp: Stamp, origin: str) -> KnownEvent:
    return stamp.event(
        SignalsCorrelated,
        name=f"{len(rest)} more series",
        count=sum(each.count for each in rest),
        first=min(each.first for each in rest).replace(microsecond=0),
        last=max(each.last for each in rest).replace(microsecond=0),
        group=cluster.id,
        origin=origin,
    )
