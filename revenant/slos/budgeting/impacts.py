"""Incidents as they count against an SLO: the windows of impact recorded for it, each moment once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from revenant.core.times import format_time
from revenant.incidents.events import ImpactRecorded
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.incidents.windows import Window, stretches
from revenant.slos.spans import Span, union
from revenant.slos.usage import Asked, Fault, Flaw, Reading, Unit, Usage


class Impact(NamedTuple):
    """One window: what share of events was bad in it, taken for all of them where nobody recorded it."""

    incident: str
    span: Span
    bad_ratio: float
    is_measured: bool


def impacts_on(slo: str, incidents: Iterable[IncidentSnapshot], now: datetime) -> list[Impact]:
    """All windows recorded for this SLO up to now, of incidents that were not called off.

    A window without end goes on until its incident is resolved. An incident that was merged into another has left its
    windows there.
    """
    found = []
    for it in incidents:
        if it.status is Status.CANCELLED:
            continue
        for each in _not_replaced(each for each in it.impacts if each.slo == slo):
            end = min(each.ended_at or it.resolved_at or now, now)
            if each.started_at < end:
                ratio = 1.0 if each.bad_ratio is None else each.bad_ratio
                span = Span(each.started_at, end)
                found.append(Impact(it.id, span, ratio, each.bad_ratio is not None))
    return sorted(found, key=lambda each: (each.span, each.incident))


def _not_replaced(impacts: Iterable[ImpactRecorded]) -> Iterator[ImpactRecorded]:
    """Without the windows left open whose end was recorded later by another with the same start."""
    known = list(impacts)
    ended = {each.started_at for each in known if each.ended_at is not None}
    return (each for each in known if each.ended_at is not None or each.started_at not in ended)


class Affected(NamedTuple):
    """A stretch of time in which the same incidents had an impact, and which part of what is bad in it is whose."""

    span: Span
    parts: Mapping[str, float]


def affected(impacts: Iterable[Impact], bounds: Span) -> list[Affected]:
    """The time within `bounds` in which incidents had an impact, each moment once.

    Where several had, what is bad is divided by the shares that were recorded for each; equally if all were nothing.
    """
    windows = [Window(*span, each) for each in impacts if (span := each.span.clipped(bounds))]
    return [Affected(Span(each.start, each.end), _divided(each.said)) for each in stretches(windows)]


def _divided(impacts: Iterable[Impact]) -> dict[str, float]:
    worst: dict[str, float] = {}
    for each in impacts:
        worst[each.incident] = max(worst.get(each.incident, 0.0), each.bad_ratio)
    whole = sum(worst.values())
    return {name: ratio / whole if whole else 1 / len(worst) for name, ratio in worst.items()}


class ImpactMeter:
    """Tells how much time was bad by what people recorded, where nothing was measured.

    Where windows overlap the worst share counts, once.
    """

    unit = Unit.SECONDS
    source = "impact recorded with incidents"

    def __init__(self, impacts: Sequence[Impact]) -> None:
        windows = [Window(*each.span, each.bad_ratio) for each in impacts]
        self._parts = [(Span(each.start, each.end), max(each.said)) for each in stretches(windows)]
        self._starts = [span.start for span, _ in self._parts]
        self._before = list(accumulate((span.length * ratio for span, ratio in self._parts), initial=timedelta()))
        self._unrated = [each for each in impacts if not each.is_measured]

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        """Usages over these spans, nothing of which lies after `now`."""
        usages = [self._usage(each.span.clipped(Span(each.span.start, now))) for each in asked]
        return Reading(usages, list(self._faults(asked)), now)

    def _faults(self, asked: Sequence[Asked]) -> Iterator[Fault]:
        """Windows for which nobody recorded how much was bad, as far as they were asked about."""
        spans = union(one.span for one in asked)
        found = [each for each in self._unrated if any(each.span.clipped(span) for span in spans)]
        if found:
            where = f"{found[0].incident} {format_time(found[0].span.start)}"
            yield Fault(Flaw.NO_SHARE, len(found), where, "all events are taken for bad while it lasted")

    def _usage(self, span: Span | None) -> Usage:
        if span is None:
            return Usage(0.0, 0.0, timedelta())
        bad = self._until(span.end) - self._until(span.start)
        return Usage(bad.total_seconds(), span.length.total_seconds(), span.length)

    def _until(self, at: datetime) -> timedelta:
        """How much time was bad before that moment."""
        place = bisect_left(self._starts, at) - 1
        if place < 0:
            return timedelta()
        span, ratio = self._parts[place]
        return self._before[place] + (min(at, span.end) - span.start) * ratio
