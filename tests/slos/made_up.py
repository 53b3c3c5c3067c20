"""SLOs, meters and incidents of a few words each, for the tests of budgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from revenant.incidents.events import ImpactRecorded, IncidentStatusChanged
from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot, fold
from revenant.slos import durations
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Fault, Reading, Unit, Usage
from revenant.slos.window import Window
from tests.incidents.making import opened, stamp

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def slo(*targets: float, window: Window | str = "30d", name: str = "checkout") -> Slo:
    """An SLO of the checkout with these targets, over a rolling window."""
    objectives = tuple(Objective(name=f"to {target}", target=target) for target in targets or (0.999,))
    if isinstance(window, str):
        window = Window(length=durations.parse(window), text=window)
    return Slo(name=name, title="Checkout answers", service="checkout", window=window, objectives=objectives)


def before(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def ago(start: float, end: float) -> Span:
    """From so many minutes ago until so many."""
    return Span(before(start), before(end))


def impact(start: float, end: float | None, bad: float | None = 1.0, slo: str = "checkout") -> ImpactRecorded:
    """Recorded impact from so many minutes ago until so many; without an end it goes on."""
    ended = None if end is None else before(end)
    return stamp().event(ImpactRecorded, started_at=before(start), ended_at=ended, slo=slo, bad_ratio=bad)


def incident(name: str, *impacts: ImpactRecorded, resolved: float | None = None) -> IncidentSnapshot:
    """An incident of this id with impacts, perhaps resolved so many minutes ago."""
    events: list[ImpactRecorded | IncidentStatusChanged] = [*impacts]
    if resolved is not None:
        done = stamp(120 - resolved).event(IncidentStatusChanged, from_=Status.OPEN, to=Status.RESOLVED)
        events.append(done)
    return fold(name, [opened(-60 * 24 * 40), *events])


class Measured:
    """A meter that was told which events were bad when; each minute has so many. It counts how often it reads."""

    source = "made up"

    def __init__(self, bad: Sequence[tuple[Span, float]] = (), each: float = 100, unit: Unit = Unit.EVENTS) -> None:
        self._bad, self._each, self.unit = bad, each, unit
        self.reads = 0
        self.faults: list[Fault] = []

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        self.reads += 1
        return Reading([self._usage(one.span, now) for one in asked], self.faults, now)

    def _usage(self, span: Span, now: datetime) -> Usage:
        known = Span(span.start, min(span.end, now))
        bad = sum(count * (part.length / each.length) for each, count in self._bad if (part := each.clipped(known)))
        return Usage(bad, known.length / MINUTE * self._each, known.length)
