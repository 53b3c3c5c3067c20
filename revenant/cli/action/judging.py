"""One action item with all that happened after it: asked by `action show` and `action verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revenant.cli.session import Session

if TYPE_CHECKING:
    from revenant.postmortems.actions import ActionItem
    from revenant.postmortems.actions.tracking import Tracked
    from revenant.postmortems.card import PostmortemCard


def judged(session: Session, card: PostmortemCard, item: ActionItem) -> Tracked:
    """The item, and what came back after it was done; of an open one no other incident is read."""
    from revenant.postmortems.actions.recurrence import Recurring
    from revenant.postmortems.actions.tracking import tracked_one

    has_log = bool(card.incident) and session.incidents.path(card.incident).is_file()
    it = session.incidents.get(card.incident) if has_log else None
    record = Recurring(session.incidents.all()) if it is not None and item.done else None
    return tracked_one(card, item, it, session.settings, session.now.date(), record)
