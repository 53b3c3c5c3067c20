"""Why something is owed, in words with the figures; and how amounts of budgets read beside each other."""

from __future__ import annotations

from revenant.slos.budgeting.budget import Budget
from revenant.slos.budgeting.costs import Cost
from revenant.slos.policing.duties import Duty
from revenant.slos.slo import Objective, Slo
from revenant.slos.telling.percents import percent
from revenant.slos.telling.wording import allowed_of, amount, target
from revenant.slos.usage import Unit


def spending(budget: Budget, objective: Objective) -> str:
    """What was spent of what, and which share that is: 1,500 events of 3,000 allowed (50.0 %)."""
    spent, allowed = amount(budget.spent, budget.unit, objective).text, allowed_of(budget, objective).text
    unit = " events" if budget.unit is Unit.EVENTS else ""
    share = budget.spent_share
    return f"{spent}{unit} of {allowed} allowed" + ("" if share is None else f" ({percent(share)} %)")


def named(slo: Slo, objective: Objective) -> str:
    """An objective as people call it: its SLO, and its own name, or its target where it is the only one."""
    return f"{slo.name}, {target(objective) if len(slo.objectives) == 1 else objective.name}"


def why(duty: Duty) -> str:
    """What was spent, of which budget, over which time, and how much would have been too little to owe anything."""
    cost = duty.cost
    return (
        f"{spending(cost.budget, cost.objective)} of {named(cost.slo, cost.objective)} {period_words(cost)}, "
        f"more than {percent(duty.most)} %{coverage_words(cost)}"
    )


def period_words(cost: Cost) -> str:
    """Which budget it was: in 2026-Q4; in the 4w to 2026-11-23."""
    name, span = cost.group.period
    return f"in {name}" if cost.group.is_class else f"in the {name} to {span.end:%Y-%m-%d}"


def coverage_words(cost: Cost) -> str:
    """Of how much the figure is blind, where it is."""
    parts = []
    if round(cost.coverage, 2) < 1:
        parts.append(f"{percent(cost.coverage)} % of that time is measured")
    if round(cost.measured / cost.affected, 2) < 1:
        parts.append(f"and {percent(cost.measured / cost.affected)} % of the time it was affected")
    return f" ({' '.join(parts).removeprefix('and ')})" if parts else ""
