"""The decision about a runbook after an incident: it was changed, or it is right as it is, and why."""

from __future__ import annotations

from revenant.core.text import encodable
from revenant.errors import NothingToDoError
from revenant.incidents.events import Stamp
from revenant.incidents.operations import required
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.runbooks.errors import DecisionError, NotUpdatedError
from revenant.runbooks.practice.entries import Reviewed
from revenant.runbooks.practice.staleness import uses


def review(it: IncidentSnapshot, stamp: Stamp, runbook: str, blob: str, *, updated: bool, reason: str = "") -> Reviewed:
    """The decision as it is recorded; `blob` is the runbook's content now, `reason` why it needs no change.

    Raises:
        DecisionError: neither, or both.
        NothingToDoError: the incident did not use this runbook.
        NotUpdatedError: it is said to be changed and is what the incident used last.
    """
    if updated == bool(reason.strip()):
        raise DecisionError
    if runbook not in uses(it):
        used = ", ".join(uses(it)) or "none"
        raise NothingToDoError(f"{it.id} did not use {runbook}", f"runbooks it used: {used}")
    if updated and blob == pinned(it, runbook):
        raise NotUpdatedError(runbook, it.id)
    return Reviewed(
        id=next(stamp.ids),
        at=stamp.at,
        by=encodable(stamp.by),
        runbook=runbook,
        incident=it.id,
        decision="updated" if updated else "no-change",
        reason=encodable(required("reason", reason)) if reason.strip() else "",
        blob=blob,
        recorded=stamp.recorded,
    )


def pinned(it: IncidentSnapshot, runbook: str) -> str:
    """The content an incident used last; empty where its record does not say."""
    attached = [(each.at, each.id, each.blob) for each in it.runbooks if each.runbook == runbook]
    walked = [(each.at, each.id, each.blob) for each in it.actions if each.runbook == runbook]
    return next((blob for _, _, blob in sorted([*attached, *walked], reverse=True) if blob), "")
