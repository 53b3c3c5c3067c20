"""Measurements: named spans between two milestones, each recorded, pending, not applicable or invalid.

Definitions differ between vendors, so ours is one table, printed beside every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from revenant.core.settings import ExtraMeasurement
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot


class Outcome(StrEnum):
    RECORDED = "recorded"
    PENDING = "pending"
    NOT_APPLICABLE = "not applicable"
    INVALID = "invalid"


class Measurement(Struct, frozen=True):
    """A definition. `starts` and `ends` list milestones in order of preference: the first one present counts.

    Where one `lasts`, no time at all means that nobody recorded how long.
    """

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    definition: str
    lasts: bool = False


class Span(Struct, frozen=True):
    """One measurement of one incident; `duration` is None unless it was recorded."""

    name: str
    outcome: Outcome
    start: datetime | None = None
    end: datetime | None = None

    @property
    def duration(self) -> timedelta | None:
        return self.end - self.start if self.outcome is Outcome.RECORDED and self.start and self.end else None


Read: TypeAlias = Callable[[IncidentSnapshot], datetime | None]
MILESTONES = {
    "started": "started_at",
    "first_alert": "first_alert_at",
    "detected": "detected_at",
    "acknowledged": "acknowledged_at",
    "mitigated": "mitigated_at",
    "resolved": "resolved_at",
    "closed": "closed_at",
    "impact_ended": "impact_ended_at",
}

BUILT_IN = (
    Measurement(
        "MTTD", ("first_alert", "started"), ("acknowledged",), "first alert, else start of impact → acknowledged"
    ),
    Measurement("MTTA", ("detected",), ("acknowledged",), "detected → acknowledged"),
    Measurement("MTTM", ("detected",), ("mitigated",), "detected → mitigated (the last time, if it came back)"),
    Measurement("MTTR", ("detected",), ("resolved",), "detected → resolved (the last time, if it came back)"),
    Measurement("onset lag", ("started",), ("detected",), "start of impact → detected"),
)
IMPACT = Measurement(
    "impact",
    ("started", "detected"),
    ("impact_ended", "resolved"),
    "start of impact, else detected → end of impact, else resolved",
    lasts=True,
)
MTTF = Measurement("MTTF", ("resolved",), ("started",), "previous resolved → next start (else detected), per service")
MTBF = Measurement("MTBF", ("started",), ("started",), "previous start (else detected) → next start, per service")


def definitions(extra: Iterable[ExtraMeasurement] = ()) -> list[Measurement]:
    """The built-in measurements, then the team's own, which may redefine a built-in one by its name."""
    table = {measurement.name: measurement for measurement in BUILT_IN}
    for own in extra:
        table[own.name] = Measurement(own.name, (own.from_,), (own.to,), f"{own.from_} → {own.to}")
    return list(table.values())


class Spans(NamedTuple):
    """One measurement of many incidents: starts, ends and outcomes in the order of the incidents."""

    name: str
    starts: list[datetime | None]
    ends: list[datetime | None]
    outcomes: list[Outcome]

    def span(self, place: int) -> Span:
        """That of one incident."""
        return Span(self.name, self.outcomes[place], self.starts[place], self.ends[place])


def measure(it: IncidentSnapshot, table: Iterable[Measurement] = BUILT_IN) -> list[Span]:
    """Measure one incident."""
    return [_measure(it, measurement) for measurement in table]


def _measure(it: IncidentSnapshot, measurement: Measurement) -> Span:
    start, end = _reader(measurement.starts)(it), _reader(measurement.ends)(it)
    reached = None if measurement.lasts and start == end else end
    return Span(measurement.name, _outcome(it.status, start, reached), start, end)


def measure_all(incidents: Sequence[IncidentSnapshot], measurement: Measurement) -> Spans:
    """Measure many incidents, one measurement: the same in a third of the time, milestone by milestone."""
    starts = list(map(_reader(measurement.starts), incidents))
    ends = list(map(_reader(measurement.ends), incidents))
    reached = _after(starts, ends) if measurement.lasts else ends
    statuses = [it.standing.status for it in incidents]
    return Spans(measurement.name, starts, ends, list(map(_outcome, statuses, starts, reached)))


@cache
def _reader(names: tuple[str, ...]) -> Read:
    """Reads the first of these milestones that is present. One that does not exist, which lint tells, never is."""
    name = MILESTONES.get(names[0])
    first: Read = attrgetter(name) if name else lambda it: None
    if len(names) == 1:
        return first
    others = _reader(names[1:])
    return lambda it: first(it) or others(it)


def _after(starts: Iterable[datetime | None], ends: Iterable[datetime | None]) -> list[datetime | None]:
    return [None if end == start else end for start, end in zip(starts, ends, strict=True)]


def _outcome(status: Status, start: datetime | None, end: datetime | None) -> Outcome:
    if start is None or status is Status.CANCELLED:
        return Outcome.NOT_APPLICABLE
    if end is None:
        return Outcome.NOT_APPLICABLE if status.is_over else Outcome.PENDING
    return Outcome.RECORDED if end >= start else Outcome.INVALID
