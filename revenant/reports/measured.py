"""One measurement over many incidents: what was recorded, what is still going on, and what cannot be counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from revenant.incidents.measurements import Measurement, Outcome, measure
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


def measured(incidents: Iterable[IncidentSnapshot], measurement: Measurement, now: datetime) -> Measured:
    """Measure incidents; `now` is until when those still open have been watched."""
    found = Measured([], [], Counter())
    for it in incidents:
        (span,) = measure(it, [measurement])
        found.outcomes[span.outcome] += 1
        if span.duration is not None:
            found.ended.append(span.duration.total_seconds())
        elif span.outcome is Outcome.PENDING and span.start is not None:
            found.still_open.append(max((now - span.start).total_seconds(), 0.0))
    return found
