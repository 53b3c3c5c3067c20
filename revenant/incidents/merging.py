"""Two versions of one log brought together: every line of either side, none twice, and what that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from revenant.incidents.events import AnyEvent
from revenant.incidents.log import Log
from revenant.incidents.redaction import is_redacted, is_tombstone_of
from revenant.incidents.snapshot import IncidentSnapshot, fold


class Settled(NamedTuple):
    """The rows a merged log must have; those the merge had left out, and those it had too often or made up."""

    rows: list[str]
    restored: list[str]
    dropped: list[str]


class Arrival(NamedTuple):
    """An incident that others changed: as it is now, the events that are new, and rows that are gone."""

    incident: IncidentSnapshot
    events: list[AnyEvent]
    gone: list[str]
    is_new: bool


def settle(ours: Sequence[str], theirs: Sequence[str], merged: Iterable[str], buried: Iterable[str] = ()) -> Settled:
    """Correct what a merge made of two sides. Each row stands as often as on the side that has it most.

    Rows in `buried` are left out: one side has redacted them, and a merge must not bring the words back.
    """
    wanted = Counter(ours) | Counter(theirs)
    for row in buried:
        del wanted[row]
    rows, dropped = _take(merged, wanted)
    restored, _ = _take([*ours, *theirs], wanted)
    return Settled(rows + restored, restored, dropped)


def _take(rows: Iterable[str], wanted: Counter[str]) -> tuple[list[str], list[str]]:
    """Rows still wanted, each taken off `wanted`, and the others."""
    taken: list[str] = []
    left: list[str] = []
    for row in rows:
        (taken if wanted[row] > 0 else left).append(row)
        wanted[row] -= 1
    return taken, left


def gone(before: Sequence[str], after: Sequence[str], buried: Iterable[str] = ()) -> list[str]:
    """Rows that stood there before and do not any more, redacted ones apart."""
    return list((Counter(before) - Counter(after) - Counter(dict.fromkeys(buried, len(before)))).elements())


def buried_rows(written: Mapping[str, AnyEvent]) -> frozenset[str]:
    """Rows of events whose tombstone stands among them."""
    tombstones: dict[str, list[AnyEvent]] = {}
    for event in written.values():
        if is_redacted(event):
            tombstones.setdefault(event.id, []).append(event)
    if not tombstones:
        return frozenset()
    return frozenset(
        row
        for row, event in written.items()
        if any(is_tombstone_of(heir, event) for heir in tombstones.get(event.id, ()))
    )


def arrival(incident_id: str, before: Log | None, after: Log, missing: list[str]) -> Arrival:
    """What is new in a log since `before`; None where there was none."""
    known = {event.id for event in before.events} if before else set()
    new = {event.id: event for event in after.events if event.id not in known}
    return Arrival(fold(incident_id, after.events), list(new.values()), missing, before is None)


def combined(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """One arrival an incident, where several merges brought some; ordered by incident."""
    found: dict[str, Arrival] = {}
    for each in arrivals:
        earlier = found.get(each.incident.id)
        found[each.incident.id] = each if earlier is None else _joined(earlier, each)
    return [found[incident_id] for incident_id in sorted(found)]


def _joined(one: Arrival, other: Arrival) -> Arrival:
    return Arrival(other.incident, one.events + other.events, one.gone + other.gone, one.is_new)
