"""What every command that changes an action item does: find it, change its line, say what it says now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from revenant.cli.completion import Completions, complete_incident
from revenant.cli.options import split_words, words
from revenant.cli.session import Session
from revenant.core.text import encodable

if TYPE_CHECKING:
    from pathlib import Path

    from revenant.cli.writing import How
    from revenant.postmortems.actions import ActionItem
    from revenant.postmortems.actions.editing import Edit
    from revenant.store.actions import ActionStore, Changed


def complete_action(ctx: Any, incomplete: str) -> Completions:
    """For `[ID] ACTION`: an incident, or an action item that is open; after an incident, one of its own."""
    from pathlib import Path

    from revenant.errors import RevenantError
    from revenant.store.postmortem_cards import all_cards
    from revenant.store.workspace import find_workspace

    given = ctx.params.get("given") or []
    try:
        cards = all_cards(find_workspace(Path(ctx.find_root().params.get("directory") or Path())))
    except (OSError, RevenantError):
        return []
    fitting = [card for card in cards if not given or given[0].upper() in card.incident]
    items = [item for card in fitting for item in card.actions() if item.is_open]
    offered = {item.key: item.text for item in items if item.key.startswith(incomplete.upper())}
    return [*offered.items(), *([] if given else complete_incident(ctx, incomplete))]


Given = Annotated[list[str], words("ACTION", complete=complete_action)]
On = Annotated[str, typer.Option("--on", metavar="DAY", help="On which day; today if left out.")]


def store(session: Session) -> ActionStore:
    """The action items of the workspace."""
    from revenant.store.actions import ActionStore

    return ActionStore(session.workspace, session.incidents, session.out.warn)


def find(session: Session, given: list[str], prefer: Callable[[ActionItem], bool]) -> tuple[Path, str]:
    """The postmortem meant and the key of the action item in it; without an incident, of those that `prefer` likes.

    Raises:
        WordsError, UnknownIncidentError, AmbiguousIncidentError, NoPostmortemError, UnknownActionError,
        AmbiguousActionError.
    """
    part, (key,) = split_words(given, "ACTION")
    known = store(session)
    key = encodable(key).strip().upper()
    return known.holder(key, prefer) if part is None else known.locate(encodable(part)), key


def change(
    session: Session,
    given: list[str],
    how: How,
    decide: Callable[[ActionItem], Edit],
    message: str,
    prefer: Callable[[ActionItem], bool] = lambda item: item.is_open,
) -> None:
    """Change one action item and report it."""
    path, key = find(session, given, prefer)
    change_at(session, path, key, how, decide, message)


def change_at(
    session: Session, path: Path, key: str, how: How, decide: Callable[[ActionItem], Edit], message: str
) -> None:
    """The same, where the item has been found already."""
    writer = session.editor(commit=how.commit, dry_run=how.dry_run)
    report(session, store(session).edit(path, key, writer, decide, message), how)


def report(session: Session, changed: Changed, how: How) -> None:
    """The item as it is now, on stdout."""
    from revenant.postmortems.actions.tracking import tracked_one
    from revenant.render.actions import action_data, action_line
    from revenant.store.postmortem_cards import plain_item

    it = session.incidents.get(changed.card.incident) if _has_log(session, changed.card.incident) else None
    one = tracked_one(changed.card, plain_item(changed.after), it, session.settings, session.now.date())
    if how.as_json:
        session.out.json(action_data(one, session.settings))
    else:
        session.out.text(("would write: " if how.dry_run else "") + action_line(one))


def _has_log(session: Session, incident: str) -> bool:
    return bool(incident) and session.incidents.path(incident).is_file()
