"""What a write changed, in one line, and the likely next command: all a write prints, so it loads little."""

from __future__ import annotations

from revenant.core.text import one_line
from revenant.incidents.events import KnownEvent
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.wording import describe


def change_line(before: IncidentSnapshot | None, after: IncidentSnapshot, event: KnownEvent) -> str:
    """What a write changed, in one line."""
    if before is None:
        return f"{after.id}  {after.severity}  opened: {one_line(after.title)}"
    return f"{after.id}  {after.severity or '–'}  {describe(event)}"


NEXT = {
    Status.OPEN: "ack {id}",
    Status.ACKNOWLEDGED: "transition {id} INVESTIGATING",
    Status.INVESTIGATING: "mitigate {id}",
    Status.MITIGATING: "mitigate {id}",
    Status.MITIGATED: "resolve {id}",
    Status.RESOLVED: "postmortem draft {id}",
    Status.CLOSED: "show {id}",
    Status.CANCELLED: "show {id}",
}


def next_step(it: IncidentSnapshot, *, needs_postmortem: bool) -> str:
    """The likely next command."""
    line = "close {id}" if it.status is Status.RESOLVED and not needs_postmortem else NEXT[it.status]
    if it.contested:
        line = "transition {id} STATUS   (the one you agree on)"
    return f"next: revenant {line.format(id=it.id.rpartition('-')[2])}"
