"""What an incident that is over still promises: asked by `show`, which parses Markdown only where a box is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revenant.cli.session import Session
from revenant.core.files import POSTMORTEM_SUFFIX
from revenant.incidents.snapshot import IncidentSnapshot

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.postmortems.actions.tracking import Tracked


def find_promised(session: Session, it: IncidentSnapshot, commit: str = "") -> list[Tracked]:
    """The open action items of an incident that is over, as they are now; none where the past is asked for."""
    path = session.incidents.path(it.id)
    path = path.with_name(path.stem + POSTMORTEM_SUFFIX)
    if it.is_open or commit or not path.is_file() or path.is_symlink():
        return []
    content = path.read_bytes()
    if b"[ ]" not in content:
        return []
    from revenant.postmortems.actions.tracking import in_order, track
    from revenant.store.postmortem_cards import read_card

    card = read_card(session.workspace.relative(path), content)
    found = track([(card, it)], session.settings, session.now.date())
    return in_order((one for one in found if one.state.is_open), session.settings)


def promised_blocks(found: list[Tracked]) -> list[Block]:
    """What the screen shows of it."""
    if not found:
        return []
    from revenant.render.actions import promised_table

    return [promised_table(found)]


def promised_data(session: Session, found: list[Tracked]) -> dict[str, Any]:
    """What `show --json` adds."""
    if not found:
        return {"open_actions": []}
    from revenant.render.actions import action_data

    return {"open_actions": [action_data(one, session.settings) for one in found]}
