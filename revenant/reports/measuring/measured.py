"""One measurement over many incidents: what was recorded, what is still going on, and what cannot be counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import repeat
from typing import NamedTuple

from revenant.incidents.measurements import Measurement, Outcome, measure_all
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.statistics.survival import Observation


class Measured(NamedTuple):
    """Seconds recorded, seconds so far of what has not ended, and how many incidents have each outcome."""

    ended: list[float]
    still_open: list[float]
    outcomes: Counter[Outcome]

    @property
    def n(self) -> int:
        """How many were recorded."""
        return len(self.ended)

    @property
    def zeros(self) -> int:
        """How many took no time at all; these have no logarithm."""
        return sum(seconds <= 0 for seconds in self.ended)

    @property
    def observations(self) -> list[Observation]:
        """All of them, those that have not ended as such."""
        ended = [Observation(seconds) for seconds in self.ended]
        return [*ended, *(Observation(seconds, ended=False) for seconds in self.still_open)]


class Timing(NamedTuple):
    """One measurement of one incident; seconds so far where it is pending, none where there is nothing to measure."""

    outcome: Outcome
    seconds: float | None


def timings(incidents: Iterable[IncidentSnapshot], measurement: Measurement, now: datetime) -> dict[str, Timing]:
    """Measure incidents, by their ids; `now` is until when those still open have been watched."""
    its = list(incidents)
    _, starts, ends, outcomes = measure_all(its, measurement)
    found = map(_timing, outcomes, starts, ends, repeat(now))
    return {it.id: timing for it, timing in zip(its, found, strict=True)}


def _timing(outcome: Outcome, start: datetime | None, end: datetime | None, now: datetime) -> Timing:
    if start is not None and outcome is Outcome.PENDING:
        return Timing(outcome, max((now - start).total_seconds(), 0.0))
    if start is not None and end is not None and outcome is Outcome.RECORDED:
        return Timing(outcome, (end - start).total_seconds())
    return Timing(outcome, None)


def gathered(timings: Iterable[Timing]) -> Measured:
    """Timings of some incidents, sorted out."""
    found = Measured([], [], Counter())
    for outcome, seconds in timings:
        found.outcomes[outcome] += 1
        if seconds is not None:
            (found.still_open if outcome is Outcome.PENDING else found.ended).append(seconds)
    return found


def measured(incidents: Iterable[IncidentSnapshot], measurement: Measurement, now: datetime) -> Measured:
    """Measure incidents and sort them out."""
    return gathered(timings(incidents, measurement, now).values())
