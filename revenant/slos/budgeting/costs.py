"""What incidents took of budgets: one by itself, or several that have something in common, each moment once.

An incident is held against the budget of the window in which its impact ended, and so as long as it is remembered: that
a rolling window has moved on forgives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.slos.budgeting.adjustments import Adjustment
from revenant.slos.budgeting.budget import Budget, budget
from revenant.slos.budgeting.coarse import bad_within, widened
from revenant.slos.budgeting.impacts import Affected, Impact, affected
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span, union, without
from revenant.slos.usage import Asked, Meter, Unit, Usage


class Period(NamedTuple):
    """A stretch of time with a budget of its own, and what people call it."""

    name: str
    span: Span


class Group(NamedTuple):
    """Incidents that are asked about together, over a period; none stands for everything, incident or not."""

    name: str
    incidents: frozenset[str]
    period: Period

    @property
    def is_class(self) -> bool:
        """Whether they are several that have something in common."""
        return len(self.incidents) > 1


class Cost(NamedTuple):
    """What a group spent of one objective's budget of its period.

    `affected` is how long it had an impact in it, `measured` for how much of that there is data, `coverage` of which
    share of what is over of the period.
    """

    slo: Slo
    objective: Objective
    group: Group
    budget: Budget
    affected: timedelta
    measured: timedelta
    coverage: float

    @property
    def share(self) -> float | None:
        """Which part of the budget it spent; None where that was not measured."""
        return self.budget.spent_share if self.measured else None


class Account(NamedTuple):
    """An SLO with all that tells what was spent of its budgets: data, recorded impact, accepted downtime."""

    slo: Slo
    meter: Meter
    impacts: Sequence[Impact]
    adjustments: Sequence[Adjustment] = ()

    def costs(self, groups: Iterable[Group], now: datetime) -> list[Cost]:
        """What each group spent of each objective's budget, accepted downtime left out.

        Groups without an impact in their period are left out too. The data is read once, however many there are.
        """
        slo = self.slo
        accepted = union(each.span for each in self.adjustments if each.slo == slo.name)
        times = _times_by_incident(self.impacts, accepted)
        plans = [plan for group in groups if (plan := _plan(group, times, accepted, now)).parts]
        if not plans:
            return []
        spans = list(dict.fromkeys(span for plan in plans for span in plan.spans))
        asked = [Asked(objective, span) for objective in slo.objectives for span in spans]
        usages, found = iter(self.meter.read(asked, now).usages), list[Cost]()
        for objective in slo.objectives:
            told = {span: next(usages) for span in spans}
            found += [_cost(slo, objective, plan, told, self.meter.unit) for plan in plans]
        return found

    def windows(self, now: datetime) -> list[Group]:
        """Each incident by itself, in the window where its impact ended; by a calendar also where it began."""
        ends: dict[str, list[datetime]] = {}
        for each in self.impacts:
            ends.setdefault(each.incident, []).extend(each.span)
        found = []
        for name, moments in ends.items():
            asked = {max(moments)} if self.slo.window.is_rolling else {min(moments), max(moments)}
            spans = dict.fromkeys(self.slo.window.span(min(moment, now)) for moment in sorted(asked))
            found += [Group(name, frozenset([name]), Period(self.slo.window.text, span)) for span in spans]
        return found


class _Plan(NamedTuple):
    """What has to be asked for a group: `whole` is what is over of its period, `parts` which part of what is its own.

    Its own are the times in which it had an impact, each moment once.
    """

    group: Group
    whole: Span
    parts: Mapping[Span, float]

    @property
    def affected(self) -> timedelta:
        return sum((span.length for span in self.parts), timedelta())

    @property
    def spans(self) -> list[Span]:
        """All that has to be asked: of a part what is around it too, for where data is coarser than it."""
        return [self.whole, *(each for part in self.parts for each in widened(part))]


def _times_by_incident(impacts: Sequence[Impact], accepted: Sequence[Span]) -> dict[str, list[Affected]]:
    """The times of each incident but for those that were accepted, with which part of what is bad in them is whose."""
    found: dict[str, list[Affected]] = {}
    if impacts:
        bounds = Span(min(each.span.start for each in impacts), max(each.span.end for each in impacts))
        for each in affected(impacts, bounds):
            for span in without(each.span, accepted):
                for name in each.parts:
                    found.setdefault(name, []).append(Affected(span, each.parts))
    return found


def _plan(group: Group, times: Mapping[str, Sequence[Affected]], accepted: Sequence[Span], now: datetime) -> _Plan:
    period = group.period.span
    whole = Span(period.start, max(min(period.end, now), period.start))
    if not group.incidents:
        return _Plan(group, whole, dict.fromkeys(without(whole, accepted), 1.0))
    parts: dict[Span, float] = {}
    for name in sorted(group.incidents):
        for each in times.get(name, ()):
            clipped = each.span.clipped(period)
            if clipped is not None:
                parts[clipped] = parts.get(clipped, 0.0) + each.parts[name]
    return _Plan(group, whole, parts)


def _cost(slo: Slo, objective: Objective, plan: _Plan, told: Mapping[Span, Usage], unit: Unit) -> Cost:
    whole = told[plan.whole]
    allowed = budget(objective, whole, unit, plan.group.period.span)
    answers = {span: [told[each] for each in widened(span)] for span in plan.parts}
    spent = sum(bad_within(span, iter(answers[span])) * part for span, part in plan.parts.items())
    return Cost(
        slo,
        objective,
        plan.group,
        allowed._replace(spent=min(spent, whole.bad)),
        plan.affected,
        sum((_measured(span, known) for span, known in answers.items()), timedelta()),
        min(whole.measured / plan.whole.length, 1.0) if plan.whole.length else 0.0,
    )


def _measured(span: Span, answers: Sequence[Usage]) -> timedelta:
    """For how much of a stretch there is data, of its own or of the longer period in which it lies."""
    own, *wider = answers
    return own.measured or (span.length if any(each.measured for each in wider) else timedelta())
