"""Which runbooks still wait for a decision after an incident that used them: asked by `show` and `status`."""

from __future__ import annotations

from collections.abc import Sequence

from revenant.cli.session import Session
from revenant.incidents.snapshot import IncidentSnapshot


def find_reviews(session: Session, snapshots: Sequence[IncidentSnapshot]) -> list[tuple[str, str]]:
    """Runbook and incident of each missing decision. Where no incident that is over used one, nothing is read."""
    if not any((it.runbooks or it.actions) and not it.is_open for it in snapshots):
        return []
    from revenant.runbooks.practice.staleness import waiting
    from revenant.store.drills import DrillStore

    found = waiting(snapshots, DrillStore(session.workspace, session.out.warn).entries)
    return [(runbook, incident) for runbook, incidents in found.items() for incident in incidents]
