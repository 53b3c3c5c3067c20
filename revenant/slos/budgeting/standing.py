"""How an SLO stands now: its budget, how fast it burns, which incidents spent it. One reading of the data tells all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.budgeting.adjustments import Accepted, Adjustment, accepted
from revenant.slos.budgeting.budget import Budget, budget
from revenant.slos.budgeting.coarse import bad_within, widened
from revenant.slos.budgeting.impacts import Affected, affected, impacts_on
from revenant.slos.burning.pairs import Burning, burning
from revenant.slos.burning.rates import STANDARD, BurnWindow, exhausted_in, fitting
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Fault, Meter, Reading, Unit, Usage
from revenant.slos.window import Window


class Share(NamedTuple):
    """What an incident spent of a budget, in its units."""

    incident: str
    spent: float


class Forgiven(NamedTuple):
    """An accepted downtime, and what was bad in it, in units of the budget."""

    adjustment: Adjustment
    spent: float


class Day(NamedTuple):
    """A day of the window, or what of it lies within: what was bad, None where nothing was measured.

    `remaining` is the share of the window's budget that was left at its end.
    """

    span: Span
    spent: float | None
    remaining: float | None


class Standing(NamedTuple):
    """One objective of one SLO at `now`.

    `adjusted` is the budget without what was bad in accepted times; None where none was accepted. `accepted` are these
    times. `shares` name what incidents spent, never more together than was spent. `days` is empty unless asked for.
    """

    slo: Slo
    objective: Objective
    now: datetime
    window: Span
    usage: Usage
    budget: Budget
    adjusted: Budget | None
    burning: tuple[Burning, ...]
    shares: list[Share]
    source: str
    faults: list[Fault]
    until: datetime | None
    accepted: tuple[Forgiven, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def counted(self) -> Budget:
        """The budget that is held against the promise: without what was accepted."""
        return self.adjusted or self.budget

    @property
    def unexplained(self) -> float:
        """What was spent in times for which no incident has recorded an impact."""
        return max(self.budget.spent - sum(share.spent for share in self.shares), 0.0)

    @property
    def elapsed(self) -> timedelta:
        """How much of the window is over."""
        return Span(self.window.start, min(self.window.end, self.now)).length

    @property
    def coverage(self) -> float:
        """Which share of what is over of the window was measured."""
        return min(self.usage.measured / self.elapsed, 1.0) if self.elapsed else 0.0

    @property
    def is_burning(self) -> bool:
        """Whether it burns fast enough for any of the alerts."""
        return any(each.fires for each in self.burning)

    @property
    def exhausted_in(self) -> timedelta | None:
        """When the budget is spent if it goes on as over the shortest of the long windows that was measured."""
        return self.lasts(next((each.long for each in self.burning if each.long is not None), None))

    def lasts(self, rate: float | None) -> timedelta | None:
        """When the budget is spent, as the gate understands it, if it burns on at this rate and traffic stays.

        None where nothing burns, nothing is left, or it would outlast the window: by the end of a calendar window there
        is a new budget, and a rolling one has by then got back all that was spent in it. In a calendar window the
        budget of events is a share of those there were so far, and grows with those to come.
        """
        left, window = self.counted.remaining_share, self.slo.window
        if left is None or rate is None:
            return None
        grows = self.budget.unit is Unit.EVENTS and not window.is_rolling
        found = exhausted_in(left, rate, self.usage.measured if grows else window.length, grows=grows)
        rest = window.length if window.is_rolling else self.window.end - self.now
        return found if found is not None and found <= rest else None


def standings(
    slo: Slo,
    meter: Meter,
    incidents: Iterable[IncidentSnapshot],
    adjustments: Sequence[Adjustment],
    now: datetime,
    burns: Sequence[BurnWindow] = STANDARD,
    *,
    by_day: bool = False,
) -> list[Standing]:
    """Every objective of the SLO; the data is read once for all of them. `by_day` asks for each day as well."""
    window = slo.window.span(now)
    times = affected(impacts_on(slo.name, incidents, now), window)
    days = days_of(slo.window, Span(window.start, min(window.end, now))) if by_day else []
    pairs = fitting(burns, slo.window.length)
    plan = _Plan(slo, now, window, pairs, times, accepted(slo.name, adjustments, window), days)
    asked = [Asked(objective, span) for objective in slo.objectives for span in plan.spans]
    reading, answers = meter.read(asked, now), len(plan.spans)
    return [
        plan.standing(objective, meter, reading, reading.usages[place * answers : (place + 1) * answers])
        for place, objective in enumerate(slo.objectives)
    ]


def days_of(window: Window, span: Span) -> list[Span]:
    """The days of a span by the clock of the window's zone; the first and the last may be parts of one."""
    zone, found, start = ZoneInfo(window.zone), [], span.start
    while start < span.end:
        local = start.astimezone(zone).replace(tzinfo=None) + timedelta(days=1)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        end = min(midnight.replace(tzinfo=zone).astimezone(span.end.tzinfo), span.end)
        found.append(Span(start, end))
        start = end
    return found


class _Plan(NamedTuple):
    """What is asked of the data for each objective: the window, the burns, incidents' times, what is accepted, days."""

    slo: Slo
    now: datetime
    window: Span
    burns: Sequence[BurnWindow]
    times: Sequence[Affected]
    accepted: Sequence[Accepted]
    days: Sequence[Span]

    @property
    def spans(self) -> list[Span]:
        burns = [Span(self.now - length, self.now) for each in self.burns for length in (each.long, each.short)]
        parts = [each.span for each in self.times] + [span for each in self.accepted for span in each.spans]
        return [self.window, *burns, *(span for part in parts for span in widened(part)), *self.days]

    def standing(self, objective: Objective, meter: Meter, reading: Reading, usages: Sequence[Usage]) -> Standing:
        """One objective, from its usages in the order of the spans."""
        usage, rest = usages[0], iter(usages[1:])
        whole = budget(objective, usage, meter.unit, self.window)
        length = self.slo.window.length
        rates = tuple(burning(objective, each, length, next(rest), next(rest)) for each in self.burns)
        shares = self._shares(whole, rest)
        forgiven = tuple(
            Forgiven(each.adjustment, sum(bad_within(span, rest) for span in each.spans)) for each in self.accepted
        )
        adjusted = whole._replace(spent=max(whole.spent - sum(each.spent for each in forgiven), 0.0))
        return Standing(
            slo=self.slo,
            objective=objective,
            now=self.now,
            window=self.window,
            usage=usage,
            budget=whole,
            adjusted=adjusted if forgiven else None,
            burning=rates,
            shares=shares,
            source=meter.source,
            faults=reading.faults,
            until=reading.until,
            accepted=forgiven,
            days=_days(whole, self.days, list(rest)),
        )

    def _shares(self, whole: Budget, usages: Iterator[Usage]) -> list[Share]:
        """What each incident spent, most first; where what lies at the edge of its times counts twice, less of each."""
        found: dict[str, float] = {}
        for each in self.times:
            bad = bad_within(each.span, usages)
            for name, part in each.parts.items():
                found[name] = found.get(name, 0.0) + bad * part
        together = sum(found.values())
        scale = whole.spent / together if together > whole.spent else 1.0
        shares = [Share(name, spent * scale) for name, spent in found.items()]
        return sorted(shares, key=lambda each: (-each.spent, each.incident))


def _days(whole: Budget, days: Sequence[Span], usages: Sequence[Usage]) -> tuple[Day, ...]:
    """Each day, with what was left of the budget when it was over."""
    spent = accumulate(usage.bad for usage in usages)
    return tuple(
        Day(day, usage.bad, None if (share := whole.share_of(so_far)) is None else 1 - share)
        if usage.measured
        else Day(day, None, None)
        for day, usage, so_far in zip(days, usages, spent, strict=True)
    )
