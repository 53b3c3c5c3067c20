"""Where the time of incidents goes: noticing, answering, finding out, mitigating, restoring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from revenant.core.tables import Column, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.measuring.waiting import FEWEST, waiting
from revenant.reports.statistics.survival import Observation
from revenant.reports.toiling.repeated import LOOKING, taken

_Moment = Callable[[IncidentSnapshot], datetime | None]


def _first_change(it: IncidentSnapshot) -> datetime | None:
    """When somebody first did more than look."""
    if not it.actions:
        return None
    return min((action.at for action in taken(it) if action.category != LOOKING), default=None)


class Phase(NamedTuple):
    """A part of an incident, from one moment to another."""

    name: str
    start: _Moment
    end: _Moment
    definition: str


PHASES = (
    Phase("detect", lambda it: it.started_at, lambda it: it.detected_at, "start of impact → detected"),
    Phase("answer", lambda it: it.detected_at, lambda it: it.acknowledged_at, "detected → acknowledged"),
    Phase(
        "diagnose",
        lambda it: it.acknowledged_at,
        _first_change,
        "acknowledged → first action that does more than look",
    ),
    Phase("mitigate", _first_change, lambda it: it.mitigated_at or it.resolved_at, "that → mitigated, else resolved"),
    Phase("restore", lambda it: it.mitigated_at, lambda it: it.resolved_at, "mitigated → resolved"),
)


def observed(it: IncidentSnapshot, phase: Phase, now: datetime) -> Observation | None:
    """How long the phase took; None where a moment of it was not recorded, or they are the wrong way round."""
    start, end = phase.start(it), phase.end(it)
    last = end or (now if it.is_open else None)
    if start is None or last is None or last < start:
        return None
    return Observation((last - start).total_seconds(), end is not None)


def phase_table(incidents: Sequence[IncidentSnapshot], now: datetime) -> Table:
    """Each phase over those incidents that recorded both of its ends, or have not reached the second yet."""
    columns = [
        Column("phase", "phase"),
        Column("n", "n", right=True),
        Column("not recorded", "not_recorded", right=True),
        Column("median", "median", right=True),
        Column("95 % interval", "median_interval", right=True),
        Column("definition", "definition", wide=True),
    ]
    rows: list[list[Value]] = [_row(phase, incidents, now) for phase in PHASES]
    notes = [
        f"Over those n that recorded both moments; what is still open is censored. Medians need n ≥ {FEWEST}, and they "
        "do not add up: each is of other incidents.",
    ]
    return Table("Where the time goes", columns, rows, notes, key="phases")


def _row(phase: Phase, incidents: Iterable[IncidentSnapshot], now: datetime) -> list[Value]:
    found = [observed(it, phase, now) for it in incidents]
    known = [each for each in found if each is not None]
    took = waiting(known)
    return [phase.name, took.counted, len(found) - len(known), *took.middle, phase.definition]
