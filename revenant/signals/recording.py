"""What people say of changes: one recorded by hand, and the filters of `change list`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from revenant.errors import NothingToDoError
from revenant.incidents.events import Stamp
from revenant.incidents.operations import required
from revenant.signals.changes import Change


def new_change(stamp: Stamp, summary: str, *, service: str, rollback_of: Change | None = None, **more: Any) -> Change:
    """A change somebody records by hand; of what they leave out, a rollback has the environment of what it takes back.

    Raises:
        EmptyTextError, TooLongError: there is no summary or service, or too much of it.
        NothingToDoError: it would take back a change of another service.
    """
    name = required("service", service)
    if rollback_of is not None and rollback_of.service != name:
        raise NothingToDoError(f"{rollback_of.id} is a change of {rollback_of.service}, not of {name}")
    before = rollback_of.environment if rollback_of else ""
    texts = {key: value.strip() for key, value in more.items()}
    return Change(
        id=next(stamp.ids),
        at=stamp.at,
        by=stamp.by,
        recorded=stamp.recorded,
        service=name,
        summary=required("summary", summary),
        rollback_of=rollback_of.id if rollback_of else "",
        **texts | {"environment": texts.get("environment") or before},
    )


def admits(change: Change, services: Collection[str], environment: str, kind: str) -> bool:
    """Whether the filters let it pass; an empty one admits everything."""
    return (
        (not services or change.service in services)
        and environment in ("", change.environment)
        and kind in ("", change.kind)
    )
