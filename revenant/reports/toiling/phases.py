"""Where the time of incidents goes: noticing, answering, finding out, mitigating, restoring."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias

from revenant.core.tables import Column, Table, Value
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.measuring.waiting import FEWEST, waiting
from revenant.reports.statistics.survival import Observation
from revenant.reports.toiling.repeated import LOOKING, taken

_Times: TypeAlias = Sequence[datetime | None]


def _first_change(it: IncidentSnapshot) -> datetime | None:
    """When somebody first did more than look."""
    if not it.actions:
        return None
    return min((action.at for action in taken(it) if action.category != LOOKING), default=None)


_MOMENTS: dict[str, Callable[[IncidentSnapshot], datetime | None]] = {
    "started": lambda it: it.started_at,
    "detected": lambda it: it.detected_at,
    "acknowledged": lambda it: it.acknowledged_at,
    "first change": _first_change,
    "mitigated": lambda it: it.mitigated_at,
    "relieved": lambda it: it.mitigated_at or it.resolved_at,
    "resolved": lambda it: it.resolved_at,
}


class Phase(NamedTuple):
    """A part of an incident, from one moment to another."""

    name: str
    start: str
    end: str
    definition: str


PHASES = (
    Phase("detect", "started", "detected", "start of impact → detected"),
    Phase("answer", "detected", "acknowledged", "detected → acknowledged"),
    Phase("diagnose", "acknowledged", "first change", "acknowledged → first action that does more than look"),
    Phase("mitigate", "first change", "relieved", "that → mitigated, else resolved"),
    Phase("restore", "mitigated", "resolved", "mitigated → resolved"),
)


def _observed(starts: _Times, ends: _Times, are_open: Sequence[bool], now: datetime) -> Iterator[Observation]:
    """How long it took each; nothing where a moment was not recorded, or they are the wrong way round."""
    for start, end, is_open in zip(starts, ends, are_open, strict=True):
        last = end or (now if is_open else None)
        if start is not None and last is not None and last >= start:
            yield Observation((last - start).total_seconds(), end is not None)


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
    times = {name: list(map(moment, incidents)) for name, moment in _MOMENTS.items()}
    are_open = [it.is_open for it in incidents]
    rows = [
        _row(phase, [*_observed(times[phase.start], times[phase.end], are_open, now)], len(incidents))
        for phase in PHASES
    ]
    notes = [
        f"Over those n that recorded both moments; what is still open is censored. Medians need n ≥ {FEWEST}, and they "
        "do not add up: each is of other incidents.",
    ]
    return Table("Where the time goes", columns, rows, notes, key="phases")


def _row(phase: Phase, known: Sequence[Observation], incidents: int) -> list[Value]:
    took = waiting(known)
    return [phase.name, took.counted, incidents - len(known), *took.middle, phase.definition]
