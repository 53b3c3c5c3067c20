"""What the generated regions of a postmortem are made of, gathered from the workspace."""

from __future__ import annotations

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.generated.material import Material
from revenant.store.region_budgets import Charges
from revenant.store.similarity import similar_to
from revenant.store.workspace import Workspace


def material_of(workspace: Workspace, it: IncidentSnapshot, charges: Charges | None = None) -> Material:
    """All that the regions of this incident's postmortem depend on; the incident comes with its events."""
    cost = (charges or Charges(workspace)).of(it)
    return Material(it, workspace.settings, similar_to(workspace, it), cost)
