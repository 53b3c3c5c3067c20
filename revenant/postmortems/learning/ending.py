"""How an incident ended: its status, how long it took, the change that was it, and what made it better."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from revenant.core.text import shorten
from revenant.core.times import format_duration
from revenant.incidents.causes import CONFIRMED, verdicts
from revenant.incidents.events import IncidentStatusChanged
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.postmortems.learning.similarity import Alike

_TOOK_EFFECT = "done"
_FEW = 50
_MOST = 80  # characters of a summary or a reason; the rest stands in the incident
_BETTER = (Status.MITIGATED, Status.MITIGATING, Status.RESOLVED)


class Ending(NamedTuple):
    """What is known of it; what nobody recorded is empty, or None. `lasted` runs from detection to resolution."""

    status: Status
    lasted: timedelta | None
    change: str
    mitigation: str

    @property
    def brief(self) -> str:
        """How it stands and for how long, and what ended it or else why it began, in few words."""
        why = f"mitigated by: {self.mitigation}" if self.mitigation else self.change and f"change: {self.change}"
        return self._state() + (f"; {shorten(why, _FEW)}" if why else "")

    @property
    def words(self) -> str:
        """One line of clauses: how it stands and for how long, then why it began and what ended it."""
        parts = [self._state()]
        parts += [f"change: {shorten(self.change, _MOST)}"] if self.change else []
        parts += [f"mitigated by: {shorten(self.mitigation, _MOST)}"] if self.mitigation else []
        return "; ".join(parts)

    def _state(self) -> str:
        if self.status is Status.CANCELLED:
            return "cancelled"
        if not self.status.is_over:
            return f"still {self.status.value.lower()}"
        return f"resolved after {format_duration(self.lasted)}" if self.lasted is not None else "resolved"


class Earlier(NamedTuple):
    """An earlier incident that was like another: in what, how it ended, and what its postmortem left to do.

    `postmortem` is its path, empty where there is none; `open_actions` is None then, and where it cannot be read.
    """

    alike: Alike
    title: str
    ending: Ending
    postmortem: str
    open_actions: int | None


def ending_of(it: IncidentSnapshot) -> Ending:
    """The ending of an incident with its events."""
    confirmed = [said for said in verdicts(it).values() if said.verdict == CONFIRMED]
    change = (confirmed[-1].summary or confirmed[-1].change) if confirmed else ""
    lasted = it.resolved_at - it.detected_at if it.resolved_at and it.detected_at else None
    known = lasted if lasted is not None and lasted > timedelta(0) else None  # posted afterwards: it says nothing
    return Ending(it.status, known, change, _mitigation(it))


def _mitigation(it: IncidentSnapshot) -> str:
    """The reason given with the move that made it better, else the last step of a runbook that was taken."""
    moves = [event for event in it.events if isinstance(event, IncidentStatusChanged) and event.reason]
    for status in _BETTER:
        if reasons := [event.reason for event in moves if event.to is status]:
            return reasons[-1]
    taken = [event for event in it.actions if event.outcome == _TOOK_EFFECT and event.category != "INFO_ONLY"]
    return (taken[-1].title or taken[-1].text) if taken else ""
