"""Shell completion of incident ids."""

from __future__ import annotations

from typing import Any


def complete_incident(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Ids that contain what was typed; completion never fails loudly."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.incidents import IncidentStore
    from revenant.store.workspace import find_workspace

    directory = ctx.find_root().params.get("directory") or Path()
    try:
        store = IncidentStore(find_workspace(directory), warn=lambda _: None)
        ids = [known for known in store.paths() if incomplete.upper() in known]
    except (RevenantError, OSError):
        return []
    return [(known, "") for known in reversed(ids[-50:])]
