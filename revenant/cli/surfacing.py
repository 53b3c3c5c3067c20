"""Which runbook an incident may need: asked by `show`, and free where there are no runbooks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from revenant.cli.session import Session
from revenant.errors import RevenantError
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.shelf import all_cards, cards_at

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.runbooks.suggestion.panel import Panel


def find_panel(session: Session, it: IncidentSnapshot, commit: str = "") -> Panel | None:
    """What matters now of the runbook for an open incident; with a commit, as the runbook was there."""
    if not it.is_open:
        return None
    cards = []
    with suppress(RevenantError):  # what is wrong with runbooks must not hide the incident; lint names it
        cards = cards_at(session.workspace, commit) if commit else all_cards(session.workspace)
    if not cards and not it.runbooks:
        return None
    from revenant.runbooks.suggestion.panel import panel_of

    return panel_of(it, cards, session.settings.runbooks.link_roots)


def panel_blocks(it: IncidentSnapshot, panel: Panel | None) -> list[Block]:
    """What the screen shows of it."""
    if panel is None:
        return []
    from revenant.render.runbook_panel import panel_blocks as blocks

    return blocks(it, panel)


def panel_data(panel: Panel | None) -> dict[str, Any]:
    """What `show --json` adds."""
    if panel is None:
        return {"runbook": None, "suggestions": []}
    from revenant.render.runbook_panel import panel_data as data

    return data(panel)
