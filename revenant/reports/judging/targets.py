"""Whether an incident kept what its severity promises: met, missed, still running, or not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from revenant.core.settings import Settings
from revenant.core.severity import Severity
from revenant.incidents.deadlines import Target
from revenant.incidents.snapshot import IncidentSnapshot

TARGETS: tuple[Target, ...] = ("acknowledge", "resolve", "update")


class Verdict(StrEnum):
    """How an incident stands to one target; every incident has exactly one of them for each."""

    MET = "met"
    MISSED = "missed"
    RUNNING = "running"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


_VERDICTS = {
    (True, False): Verdict.MET,
    (True, True): Verdict.MISSED,
    (False, False): Verdict.RUNNING,
    (False, True): Verdict.OVERDUE,
}
DECIDED = frozenset({Verdict.MET, Verdict.MISSED, Verdict.OVERDUE})


class Judged(NamedTuple):
    """One incident and one target; `took` is None where no time is known."""

    incident: IncidentSnapshot
    target: Target
    verdict: Verdict
    promised: timedelta | None = None
    took: timedelta | None = None

    @property
    def over(self) -> timedelta:
        """By how much it was missed, or has been so far."""
        return self.took - self.promised if self.took is not None and self.promised is not None else timedelta()

    @property
    def times(self) -> float:
        """How many times the promise it took, which compares a SEV1 with a SEV4."""
        return self.took / self.promised if self.took is not None and self.promised else 0.0


class Taken(NamedTuple):
    """How long something took, or has been going on; `ended` and a time that is None mean that nobody knows."""

    time: timedelta | None
    ended: bool = True


class Judge:
    """Judges incidents at one moment, each by the targets of the severity it has now."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        self._now = now
        self._promised = {
            (severity, target): settings.targets(severity).span(target)
            for severity in (*Severity, None)
            for target in TARGETS
        }

    def promised(self, severity: Severity | None, target: Target) -> timedelta | None:
        """What is promised, None where nothing is."""
        return self._promised[severity, target]

    def __call__(self, it: IncidentSnapshot, target: Target) -> Judged:
        """How `it` stands to a target."""
        promised = self._promised[it.severity, target]
        if promised is None:
            return Judged(it, target, Verdict.UNKNOWN)  # without a severity nothing was promised
        time, ended = _TAKEN[target](it, self._now)
        if time is None or time < timedelta():
            return Judged(it, target, Verdict.UNKNOWN, promised)
        late = time > promised
        return Judged(it, target, _VERDICTS[ended, late], promised, time)


def _acknowledging(it: IncidentSnapshot, now: datetime) -> Taken:
    """Whoever moved it on without an acknowledgement answered it, but nobody knows when; nor in retrospect."""
    if it.detected_at is None or it.in_retrospect:
        return Taken(None)
    if it.acknowledged_at is not None:
        return Taken(it.acknowledged_at - it.detected_at)
    return Taken(None) if it.is_answered else Taken(now - it.detected_at, ended=False)


def _resolving(it: IncidentSnapshot, now: datetime) -> Taken:
    """Posted in retrospect, it has a resolution and no length."""
    if it.detected_at is None or it.in_retrospect:
        return Taken(None)
    if it.resolved_at is not None:
        return Taken(it.resolved_at - it.detected_at)
    return Taken(now - it.detected_at, ended=False) if it.is_open else Taken(None)


def _updating(it: IncidentSnapshot, now: datetime) -> Taken:
    """The longest silence since somebody took it up; of one that ended in that very moment there is none."""
    longest = timedelta(seconds=it.silence)
    if not it.is_open:
        return Taken(longest or None)
    if not it.is_answered or it.last_word_at is None:
        return Taken(None)
    return Taken(max(longest, now - it.last_word_at), ended=False)


_TAKEN: dict[Target, Callable[[IncidentSnapshot, datetime], Taken]] = {
    "acknowledge": _acknowledging,
    "resolve": _resolving,
    "update": _updating,
}
