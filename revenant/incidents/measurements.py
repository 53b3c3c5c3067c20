"""Measurements: named spans between two milestones, each recorded, pending, not applicable or invalid.

Definitions differ between vendors, so ours is one table, printed beside every figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

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


def definitions(extra: Iterable[ExtraMeasurement] = ()) -> list[Measurement]:
    """The built-in measurements, then the team's own, which may redefine a built-in one by its name."""
    table = {measurement.name: measurement for measurement in BUILT_IN}
    for own in extra:
        table[own.name] = Measurement(own.name, (own.from_,), (own.to,), f"{own.from_} → {own.to}")
    return list(table.values())


def measure(it: IncidentSnapshot, table: Iterable[Measurement] = BUILT_IN) -> list[Span]:
    """Measure one incident."""
    return [_span(it, measurement) for measurement in table]


def _span(it: IncidentSnapshot, measurement: Measurement) -> Span:
    start, end = _first(it, measurement.starts), _first(it, measurement.ends)
    if measurement.lasts and start == end:
        return Span(measurement.name, Outcome.PENDING if it.is_open else Outcome.NOT_APPLICABLE, start, end)
    return Span(measurement.name, _outcome(it, start, end), start, end)


def _first(it: IncidentSnapshot, names: Iterable[str]) -> datetime | None:
    for name in names:
        time = milestone(it, name)
        if time is not None:
            return time
    return None


def _outcome(it: IncidentSnapshot, start: datetime | None, end: datetime | None) -> Outcome:
    if it.status is Status.CANCELLED or start is None:
        return Outcome.NOT_APPLICABLE
    if end is None:
        return Outcome.PENDING if it.is_open else Outcome.NOT_APPLICABLE
    return Outcome.RECORDED if end >= start else Outcome.INVALID


def milestone(it: IncidentSnapshot, name: str) -> datetime | None:
    """When `it` reached the milestone called `name`, or None."""
    time: datetime | None = getattr(it, MILESTONES[name])
    return time


def time_to_failure(incidents: Iterable[IncidentSnapshot]) -> dict[str, list[timedelta]]:
    """MTTF by service: from the end of one failure to the start of the next; overlapping ones are one failure."""
    by_service: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for it in incidents:
        start = it.started_at or it.detected_at
        if start is not None and it.status is not Status.CANCELLED:
            for service in it.services:
                by_service.setdefault(service, []).append((start, it.resolved_at))
    return {service: _gaps(sorted(failures, key=lambda span: span[0])) for service, failures in by_service.items()}


def _gaps(failures: list[tuple[datetime, datetime | None]]) -> list[timedelta]:
    gaps: list[timedelta] = []
    up_since: datetime | None = None
    for number, (start, end) in enumerate(failures):
        if number and up_since is not None and start > up_since:
            gaps.append(start - up_since)
        if end is None:
            break  # still failing: what follows cannot be told apart from it
        up_since = max(up_since or end, end)
    return gaps
