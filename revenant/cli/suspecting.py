"""Which changes an incident may be due to: asked by `open` and `show`, and free where no change is near."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from revenant.cli.session import Session
from revenant.incidents.causes import began, verdicts
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.store.change_days import days_between, read_days

if TYPE_CHECKING:
    from revenant.signals.changes import Suspect

_MOST_SAID = 3
_LONGEST = timedelta(days=366)


def find_suspects(session: Session, it: IncidentSnapshot, commit: str = "") -> list[Suspect]:
    """Changes shortly before the incident of which nobody has said anything yet; as of a commit, if one is named."""
    start = began(it)
    if start is None or not it.services:
        return []
    found = changes_near(session, it.services, it.environment, start, commit)
    judged = verdicts(it)
    return [each for each in found if each.change.id not in judged]


def changes_near(
    session: Session, services: list[str], environment: str, start: datetime, commit: str = ""
) -> list[Suspect]:
    """Changes of the services, or of what they depend on, shortly before `start`; likeliest first."""
    window = session.settings.changes.span
    logs = read_days(session.workspace, days_between(_before(start, window), start), commit)
    if not logs:
        return []
    from revenant.signals.changes import latest_before, suspects
    from revenant.signals.graph import graph_of
    from revenant.store.changelog import changes_naming

    if window is None:
        named = (change for content in logs for change in changes_naming(content, services))
        latest = latest_before(named, services, environment, start)
        return [] if latest is None else [latest]
    graph = graph_of(session.workspace.catalogue)
    near = {*services, *(other for name in services for other in graph.dependencies(name))}
    changes = [change for content in logs for change in changes_naming(content, near)]
    return suspects(changes, services, environment, start, graph, window)


def _before(start: datetime, window: timedelta | None) -> datetime:
    """Where to begin to look; with no window at most a year before."""
    try:
        return start - (_LONGEST if window is None else window)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def suspects_data(found: list[Suspect]) -> dict[str, Any]:
    """What `--json` adds to a snapshot."""
    if not found:
        return {"suspected_changes": []}
    from revenant.render.change_list import suspect_data

    return {"suspected_changes": [suspect_data(each) for each in found]}


def say_suspects(session: Session, found: list[Suspect]) -> None:
    """Name the likeliest to the person, and how to say what it was."""
    if not found:
        return
    from revenant.render.change_list import suspect_words

    for each in found[:_MOST_SAID]:
        session.out.say(f"suspected: {suspect_words(each)}")
    more = f"; {len(found) - _MOST_SAID} more: revenant show" if len(found) > _MOST_SAID else ""
    session.out.say(f"say what it was: revenant change link {found[0].change.id} --verdict confirmed{more}")
