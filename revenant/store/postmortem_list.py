"""Which postmortems there are, and which incidents still wait for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.actions import State
from revenant.postmortems.listing import MISSING, Entry
from revenant.store.postmortem_cards import Filed, all_filed
from revenant.store.postmortems import PostmortemStore
from revenant.store.record import Record
from revenant.store.workspace import Workspace

_OVER = frozenset({Status.RESOLVED, Status.CLOSED})


def list_postmortems(workspace: Workspace, record: Record, now: datetime) -> list[Entry]:
    """Every postmortem and every missing one, those of the latest incidents first; others' last."""
    filed, words = all_filed(workspace), PostmortemStore(workspace).words
    there = [_entry(each, now, [item.state(now.date()) for item in each.card.actions(words)]) for each in filed]
    have = {each.card.incident for each in filed}
    found = [*there, *_missing(workspace, (it for it in record.all() if it.id not in have), now)]
    return sorted(
        found, key=lambda each: (each.detected_at or datetime.min.replace(tzinfo=UTC), each.path), reverse=True
    )


def _entry(filed: Filed, now: datetime, states: list[State]) -> Entry:
    card, it = filed
    overdue = states.count(State.OVERDUE)
    return Entry(
        card.incident,
        it.title if it else card.title,
        it.severity if it else None,
        card.status,
        card.owner,
        it.services if it else [],
        it.detected_at if it else None,
        _age(it, now),
        states.count(State.OPEN) + overdue,
        overdue,
        card.path,
    )


def _missing(workspace: Workspace, incidents: Iterable[IncidentSnapshot], now: datetime) -> Iterator[Entry]:
    """Incidents that are over, whose severity asks for a postmortem, and that have none."""
    for it in incidents:
        if it.status in _OVER and not it.close_overridden and workspace.settings.targets(it.severity).postmortem:
            yield Entry(it.id, it.title, it.severity, MISSING, "", it.services, it.detected_at, _age(it, now), 0, 0, "")


def _age(it: IncidentSnapshot | None, now: datetime) -> timedelta | None:
    return now - it.resolved_at if it and it.resolved_at else None
