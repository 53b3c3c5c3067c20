"""Postmortems on disk: beside their incident's log, in a file of their own."""

from __future__ import annotations

from revenant.incidents.gate import PostmortemState
from revenant.store.workspace import Workspace


class PostmortemStore:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def state(self, incident_id: str) -> PostmortemState | None:
        return None
