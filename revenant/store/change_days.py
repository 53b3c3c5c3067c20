"""Changes lie by days: which days a time is about, and what lies there, now or at a commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from revenant.store.places import changes_path
from revenant.store.workspace import Workspace

_MOST_DAYS = 366


def day_of(at: datetime) -> str:
    """The UTC day whose log a change belongs in: 2026-11-23."""
    return at.date().isoformat()


def days_between(since: datetime, until: datetime) -> list[str]:
    """Every day from one time to another, oldest first; at most a year of them, the latest."""
    last = until.toordinal()
    first = max(since.toordinal(), last - _MOST_DAYS)
    return [date.fromordinal(day).isoformat() for day in range(first, last + 1)]


def read_day(workspace: Workspace, day: str) -> bytes | None:
    """The log of a day as it lies there; None where there is none.

    Raises:
        UnsafePathError: a link leads out of the workspace.
    """
    path = changes_path(workspace.root, day)
    return workspace.inside(path).read_bytes() if path.is_file() else None


def read_days(workspace: Workspace, days: Iterable[str], commit: str = "") -> list[bytes]:
    """The logs of some days; as a commit has them, if one is named."""
    if commit:
        from revenant.store.objects import read_objects

        top = workspace.root
        names = (f"{commit}:./{changes_path(top, day).relative_to(top).as_posix()}" for day in days)
        return list(read_objects(top, names).values())
    return [content for day in days if (content := read_day(workspace, day)) is not None]
