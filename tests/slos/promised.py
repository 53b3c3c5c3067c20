"""Objectives and what was measured of them, made of a few words each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from revenant.slos.budgeting.impacts import Impact, ImpactMeter
from revenant.slos.slo import Method, Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Reading, Unit, Usage
from revenant.slos.window import Window

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def promise(
    name: str = "checkout-availability",
    target: float = 0.999,
    service: str = "checkout",
    days: int = 30,
    window: Window | None = None,
) -> Slo:
    """An SLO of one objective over a rolling window, unless another is given."""
    return Slo(
        name=name,
        title=name,
        service=service,
        window=window or Window(length=DAY * days, text=f"{days}d"),
        objectives=(Objective(name="nines", target=target),),
        method=Method.OCCURRENCES,
        path=f"slos/{name}.yaml",
    )


def outage(incident: str, start: datetime, minutes: float, ratio: float = 1.0) -> Impact:
    return Impact(incident, Span(start, start + timedelta(minutes=minutes)), ratio, True)


def by_impact(*impacts: Impact) -> ImpactMeter:
    return ImpactMeter(impacts)


class Steady:
    """So many events a minute since `since`, all of them good but for some stretches of time."""

    unit = Unit.EVENTS
    source = "made up"

    def __init__(self, bad: Sequence[Span], a_minute: float = 1.0, since: datetime = datetime.min) -> None:
        self._bad, self._rate, self._since = bad, a_minute, since.replace(tzinfo=UTC)

    def read(self, asked: Sequence[Asked], now: datetime) -> Reading:
        return Reading([self._usage(each.span, now) for each in asked], [], now)

    def _usage(self, span: Span, now: datetime) -> Usage:
        seen = span.clipped(Span(self._since, now))
        if seen is None:
            return Usage(0.0, 0.0, timedelta())
        bad = sum((part.length for each in self._bad if (part := each.clipped(seen))), timedelta())
        minute = timedelta(minutes=1)
        return Usage(bad / minute * self._rate, seen.length / minute * self._rate, seen.length)
