"""Which changes an incident is due to, as people have said: confirmed, declared, suspected, or refuted."""

from __future__ import annotations

from datetime import datetime

from revenant.errors import InvalidValueError, NothingToDoError
from revenant.incidents.events import ChangeLinked, Stamp
from revenant.incidents.snapshot import IncidentSnapshot

CONFIRMED, DECLARED, SUSPECTED, REFUTED = VERDICTS = ("confirmed", "declared", "suspected", "refuted")


def link_change(
    it: IncidentSnapshot,
    stamp: Stamp,
    change: str,
    *,
    summary: str = "",
    changed_at: datetime | None = None,
    verdict: str = DECLARED,
    reason: str = "",
) -> ChangeLinked:
    """Say what a change has to do with the incident.

    Raises:
        InvalidValueError: there is no such verdict.
        NothingToDoError: that is what was said last.
    """
    if verdict not in VERDICTS:
        raise InvalidValueError("verdict", verdict, VERDICTS)
    known = verdicts(it).get(change)
    if known is not None and known.verdict == verdict and reason.strip() in ("", known.reason):
        raise NothingToDoError(f"{change} is {verdict} as a cause of {it.id} already")
    return stamp.event(
        ChangeLinked,
        change=change,
        summary=summary,
        changed_at=changed_at,
        verdict=verdict,
        reason=reason.strip(),
    )


def verdicts(it: IncidentSnapshot) -> dict[str, ChangeLinked]:
    """What was said last of each change, in the order in which they were linked first."""
    return {event.change: event for event in it.changes}


def began(it: IncidentSnapshot) -> datetime | None:
    """The earliest sign of the incident: the start of impact, the first alert, or its detection."""
    first = it.detected_at
    for at in (it.started_at, it.first_alert_at):
        if at is not None and (first is None or at < first):
            first = at
    return first
