"""What all postmortems of a workspace share, for the rules: found when a rule first asks for it."""

from __future__ import annotations

from datetime import datetime

from revenant.core.ids import INCIDENT_ID
from revenant.core.settings import Settings
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.store.log import parse_log
from revenant.store.places import incident_path
from revenant.store.workspace import Workspace


class WorkspaceKnowledge:
    """The Knowledge of postmortems/subject.py, from the disk."""

    def __init__(self, workspace: Workspace, known: Settings, now: datetime) -> None:
        self._workspace, self.settings, self.now = workspace, known, now

    def incident(self, incident_id: str) -> IncidentSnapshot | None:
        if not INCIDENT_ID.fullmatch(incident_id):
            return None
        try:
            path = self._workspace.inside(incident_path(self._workspace.root, incident_id))
            return fold(incident_id, parse_log(path.read_bytes()).events)
        except (OSError, RevenantError):
            return None
