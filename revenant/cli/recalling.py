"""What an open incident reminds of: asked by `show`, and free once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from revenant.cli.session import Session
from revenant.incidents.snapshot import IncidentSnapshot

if TYPE_CHECKING:
    from revenant.core.tables import Block
    from revenant.postmortems.learning.ending import Earlier
    from revenant.postmortems.learning.recurring import Recurring

MOST = 3


class Memories(NamedTuple):
    """Earlier incidents like this one, and what recurs in it."""

    similar: list[Earlier]
    recurring: list[Recurring]


def find_memories(session: Session, it: IncidentSnapshot) -> Memories | None:
    """A few of each; None once nobody has to respond."""
    if not it.is_open:
        return None
    from revenant.store.similarity import recall

    return Memories(*recall(session.workspace, session.incidents, it, MOST))


def memory_blocks(found: Memories | None) -> list[Block]:
    """What the screen shows of them: a line each."""
    if found is None or not (found.similar or found.recurring):
        return []
    from revenant.render.learning import memory_blocks as blocks

    return blocks(found.similar, found.recurring)


def memory_data(found: Memories | None) -> dict[str, Any]:
    """What `show --json` adds."""
    if found is None or not (found.similar or found.recurring):
        return {"similar": [], "recurring": []}
    from revenant.render.learning import recurring_data, similar_data

    return {"similar": list(map(similar_data, found.similar)), "recurring": list(map(recurring_data, found.recurring))}
