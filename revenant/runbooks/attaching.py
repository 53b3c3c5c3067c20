"""Attaching a runbook to an incident: its id, and its content as it is now, once for each content."""

from __future__ import annotations

from revenant.errors import NothingToDoError
from revenant.incidents.events import RunbookAttached, Stamp
from revenant.incidents.snapshot import IncidentSnapshot


def is_attached(it: IncidentSnapshot, runbook: str, blob: str) -> bool:
    """Whether this content of the runbook is attached already."""
    return any((each.runbook, each.blob) == (runbook, blob) for each in it.runbooks)


def attach(it: IncidentSnapshot, stamp: Stamp, runbook: str, blob: str, reason: str = "") -> RunbookAttached:
    """Attach a runbook by its id; `blob` is its content as git names it.

    Raises:
        NothingToDoError: it is attached with this very content.
    """
    if is_attached(it, runbook, blob):
        raise NothingToDoError(f"{runbook} is attached to {it.id} already")
    return stamp.event(RunbookAttached, runbook=runbook, blob=blob, reason=reason.strip())
