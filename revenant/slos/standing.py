"""How an SLO stands now: its budget, how fast it burns, which incidents spent it. One reading of the data tells all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.incidents.snapshot import IncidentSnapshot
from revenant.slos.adjustments import Adjustment, accepted
from revenant.slos.budget import Budget, budget
from revenant.slos.burn import STANDARD, BurnWindow, exhausted_in
from revenant.slos.burning import Burning, burning
from revenant.slos.impacts import impacts_on, spans_by_incident
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Fault, Meter, Usage


class Share(NamedTuple):
    """What an incident spent of a budget, in its units."""

    incident: str
    spent: float


class Standing(NamedTuple):
    """One objective of one SLO at `now`.

    `adjusted` is the budget without what was bad in accepted times; None where none was accepted.
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

    @property
    def exhausted_in(self) -> timedelta | None:
        """When the budget is spent if it goes on as in the last hour that was measured."""
        left = self.budget.remaining_share
        rate = next((each.long for each in self.burning if each.long is not None), None)
        return None if left is None or rate is None else exhausted_in(left, rate, self.slo.window.length)


def standings(
    slo: Slo,
    meter: Meter,
    incidents: Iterable[IncidentSnapshot],
    adjustments: Sequence[Adjustment],
    now: datetime,
    burns: Sequence[BurnWindow] = STANDARD,
) -> list[Standing]:
    """Every objective of the SLO; the data is read once for all of them."""
    window = slo.window.span(now)
    impacts = spans_by_incident(impacts_on(slo.name, incidents, now))
    plan = _Plan(window, burns, impacts, accepted(slo.name, adjustments, window), now)
    spans = plan.spans
    reading = meter.read([Asked(objective, span) for objective in slo.objectives for span in spans], now)
    found = []
    for number, objective in enumerate(slo.objectives):
        usages = reading.usages[number * len(spans) : (number + 1) * len(spans)]
        found.append(plan.standing(slo, objective, meter, usages, reading.faults, reading.until))
    return found


class _Plan(NamedTuple):
    """What is asked of the data for each objective: the window, the burns, each incident's times, what is accepted."""

    window: Span
    burns: Sequence[BurnWindow]
    impacts: dict[str, list[Span]]
    accepted: list[Span]
    now: datetime

    @property
    def spans(self) -> list[Span]:
        burns = [Span(self.now - length, self.now) for each in self.burns for length in (each.long, each.short)]
        return [self.window, *burns, *(span for spans in self._clipped.values() for span in spans), *self.accepted]

    @property
    def _clipped(self) -> dict[str, list[Span]]:
        clipped = {name: [span.clipped(self.window) for span in spans] for name, spans in self.impacts.items()}
        return {name: kept for name, spans in clipped.items() if (kept := [span for span in spans if span])}

    def standing(
        self,
        slo: Slo,
        objective: Objective,
        meter: Meter,
        usages: Sequence[Usage],
        faults: list[Fault],
        until: datetime | None,
    ) -> Standing:
        usage, rest = usages[0], iter(usages[1:])
        length = slo.window.length
        rates = tuple(burning(objective, each, length, next(rest), next(rest)) for each in self.burns)
        shares = [Share(name, sum(next(rest).bad for _ in spans)) for name, spans in self._clipped.items()]
        shares.sort(key=lambda each: (-each.spent, each.incident))
        whole = budget(objective, usage, meter.unit, self.window)
        forgiven = sum(next(rest).bad for _ in self.accepted)
        adjusted = whole._replace(spent=whole.spent - forgiven) if self.accepted else None
        return Standing(
            slo, objective, self.now, self.window, usage, whole, adjusted, rates, shares, meter.source, faults, until
        )
