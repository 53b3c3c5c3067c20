"""Incidents as they count against an SLO: the windows of impact recorded for it, each moment once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.spans import Span, union
from revenant.slos.usage import Asked, Reading, Unit, Usage


class Impact(NamedTuple):
    """One window: what share of events was bad in it, taken for all of them where nobody recorded it."""

    incident: str
    span: Span
    bad_ratio: float
    is_measured: bool


def impacts_on(slo: str, incidents: Iterable[IncidentSnapshot], now: datetime) -> list[Impact]:
    """All windows recorded for this SLO up to now, of incidents that were not called off; one without end goes on."""
    found = []
    for it in incidents:
        if it.status is Status.CANCELLED:
            continue
        for each in it.impacts:
            end = min(each.ended_at or now, now)
            if each.slo == slo and each.started_at < end:
                ratio = 1.0 if each.bad_ratio is None else each.bad_ratio
                found.append(Impact(it.id, Span(each.started_at, end), ratio, each.bad_ratio is not None))
    return sorted(found, key=lambda each: (each.span, each.incident))


def spans_by_incident(impacts: Iterable[Impact]) -> dict[str, list[Span]]:
    """When each incident had an impact, by its id."""
    found: dict[str, list[Span]] = {}
    for each in impacts:
        found.setdefault(each.incident, []).append(each.span)
    return {name: union(spans) for name, spans in found.items()}


class ImpactMeter:
    """Tells how much time was bad by what people recorded, where nothing was measured.

    Where windows overlap the worst share counts, once.
    """

    unit = Unit.SECONDS
    source = "impact recorded with incidents"

    def __init__(self, impacts: Sequence[Impact]) -> None:
        self._impacts = impacts

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`."""
        return Reading([self._usage(each.span.clipped(Span(each.span.start, now))) for each in asked], [], now)

    def _usage(self, span: Span | None) -> Usage:
        if span is None:
            return Usage(0.0, 0.0, timedelta())
        bad = sum((part.length * ratio for part, ratio in self._parts(span)), timedelta())
        return Usage(bad.total_seconds(), span.length.total_seconds(), span.length)

    def _parts(self, bounds: Span) -> Iterator[tuple[Span, float]]:
        clipped = [(each.span.clipped(bounds), each.bad_ratio) for each in self._impacts]
        known = [(span, ratio) for span, ratio in clipped if span is not None]
        edges = sorted({edge for span, _ in known for edge in span})
        for start, end in pairwise(edges):
            worst = max((ratio for span, ratio in known if span.start <= start < span.end), default=None)
            if worst is not None:
                yield Span(start, end), worst
