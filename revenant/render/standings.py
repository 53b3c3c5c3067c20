"""How SLOs stand as data, in the shape docs/formats.md promises."""

from __future__ import annotations

from typing import Any

from revenant.core.times import format_time
from revenant.slos.budgeting.budget import Budget
from revenant.slos.budgeting.standing import Day, Standing
from revenant.slos.burning.pairs import Burning
from revenant.slos.slo import Objective
from revenant.slos.telling.wording import span_of
from revenant.slos.usage import Unit


def standing_data(it: Standing) -> dict[str, Any]:
    """One objective. Amounts are events, or seconds where time is counted; what is not known is null."""
    return {
        "slo": it.slo.name,
        "objective": it.objective.name,
        "service": it.slo.service,
        "target": float(1 - it.objective.allowed),
        "method": it.slo.method,
        "at": format_time(it.now),
        "window": {
            "duration": it.slo.window.text,
            "rolling": it.slo.window.is_rolling,
            "from": format_time(it.window.start),
            "to": format_time(it.window.end),
        },
        "unit": "events" if it.budget.unit is Unit.EVENTS else "seconds",
        "good_share": None if it.usage.share is None else 1 - it.usage.share,
        "budget": _budget(it.budget, it.objective),
        "adjusted": None if it.adjusted is None else _budget(it.adjusted, it.objective),
        "burn": [_burn(each) for each in it.burning],
        "exhausted_in_seconds": None if it.exhausted_in is None else it.exhausted_in.total_seconds(),
        "exhausted": it.counted.is_exhausted,
        "incidents": [{"incident": each.incident} | _part(it, each.spent) for each in it.shares],
        "unexplained": _part(it, it.unexplained),
        "adjustments": [
            {
                "from": format_time(each.adjustment.from_),
                "to": format_time(each.adjustment.to),
                "reason": each.adjustment.reason,
                "approved_by": each.adjustment.approved_by,
            }
            | _part(it, each.spent)
            for each in it.accepted
        ],
        "measured": {
            "source": it.source,
            "coverage": it.coverage,
            "until": None if it.until is None else format_time(it.until),
            "faults": [{"flaw": f.flaw, "times": f.times, "where": f.where, "words": f.words} for f in it.faults],
        },
        "days": [_day(it, each) for each in it.days],
    }


def _amount(value: float, unit: Unit, objective: Objective) -> float:
    return value if unit is Unit.EVENTS else span_of(value, unit, objective).total_seconds()


def _budget(it: Budget, objective: Objective) -> dict[str, Any]:
    known = it.is_measured
    return {
        "allowed": _amount(float(it.allowed), it.unit, objective) if known or it.unit is not Unit.EVENTS else None,
        "spent": _amount(it.spent, it.unit, objective) if known else None,
        "remaining": _amount(it.remaining, it.unit, objective) if known else None,
        "spent_share": it.spent_share,
        "remaining_share": it.remaining_share,
    }


def _burn(it: Burning) -> dict[str, Any]:
    return {
        "long_seconds": it.window.long.total_seconds(),
        "short_seconds": it.window.short.total_seconds(),
        "long": it.long,
        "short": it.short,
        "factor": it.factor,
        "severity_floor": it.window.floor,
        "fires": None if it.is_unknown else it.fires,
    }


def _part(it: Standing, spent: float) -> dict[str, Any]:
    known = it.budget.is_measured
    amount = _amount(spent, it.budget.unit, it.objective) if known else None
    return {"spent": amount, "budget_share": it.budget.share_of(spent)}


def _day(it: Standing, day: Day) -> dict[str, Any]:
    return {
        "from": format_time(day.span.start),
        "to": format_time(day.span.end),
        "spent": None if day.spent is None else _amount(day.spent, it.budget.unit, it.objective),
        "remaining_share": day.remaining,
    }
