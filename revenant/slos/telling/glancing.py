"""From how an objective stands to what is said of it in brief."""

from __future__ import annotations

from revenant.slos.budgeting.standing import Standing
from revenant.slos.telling.glance import Glance, Spent
from revenant.slos.telling.tables import latest_burn
from revenant.slos.telling.wording import amount, left, span_of
from revenant.slos.usage import Unit


def glance_of(it: Standing) -> Glance:
    """What is worth keeping of it."""
    budget, gone = it.counted, it.exhausted_in
    return Glance(
        slo=it.slo.name,
        objective=it.objective.name if len(it.slo.objectives) > 1 else "",
        at=it.now,
        unit="events" if budget.unit is Unit.EVENTS else "seconds",
        remaining=_number(it, budget.remaining),
        remaining_text=left(budget, it.objective).text,
        remaining_share=budget.remaining_share,
        burn=latest_burn(it),
        is_exhausted=budget.is_exhausted,
        is_burning=it.is_burning,
        exhausted_in=None if gone is None else gone.total_seconds(),
        spent={each.incident: _spent(it, each.spent) for each in it.shares},
    )


def _spent(it: Standing, spent: float) -> Spent:
    text = amount(spent, it.budget.unit, it.objective).text
    words = f"{text} with accepted downtime" if it.accepted else text
    return Spent(_number(it, spent), words, it.budget.share_of(spent))


def _number(it: Standing, value: float) -> float:
    unit = it.budget.unit
    return value if unit is Unit.EVENTS else span_of(value, unit, it.objective).total_seconds()
