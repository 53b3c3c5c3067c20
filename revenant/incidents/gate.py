"""The close gate: what must be true before an incident may be closed, by severity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.incidents.snapshot import IncidentSnapshot


class PostmortemState(NamedTuple):
    """What the gate needs to know of a postmortem; `unready_actions` lack an owner or a due date."""

    incident: str
    status: str
    actions: int
    unready_actions: list[str]


def reasons_not_to_close(
    it: IncidentSnapshot, settings: Settings, postmortem: PostmortemState | None, owed: Sequence[str] = ()
) -> list[str]:
    """Why the incident may not be closed yet; empty when it may. `owed`: what the error budget policy asks for."""
    return [*_by_severity(it, settings, postmortem), *owed]


def _by_severity(it: IncidentSnapshot, settings: Settings, postmortem: PostmortemState | None) -> list[str]:
    if not settings.targets(it.severity).postmortem:
        return []
    if postmortem is None:
        return [f"a {it.severity} needs a postmortem and there is none"]
    if postmortem.incident != it.id:
        return [f"its postmortem is about {postmortem.incident}"]
    reasons = []
    if postmortem.status != "final":
        reasons.append(f"its postmortem is {postmortem.status}, not final")
    if postmortem.unready_actions:
        reasons.append(f"without owner or due date: {', '.join(postmortem.unready_actions)}")
    return reasons
