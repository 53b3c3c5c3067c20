"""How amounts of a budget read: events as counts, slices and seconds as time; shares in percent."""

from __future__ import annotations

from datetime import timedelta

from revenant.core.tables import Shown
from revenant.core.times import format_duration, format_time
from revenant.slos.budgeting.budget import Budget
from revenant.slos.budgeting.standing import Standing
from revenant.slos.slo import Method, Objective, Slo
from revenant.slos.usage import Unit

_SMALL = 10  # so few events are worth a decimal


def amount(value: float, unit: Unit, objective: Objective) -> Shown:
    """An amount in the unit of a budget: a number of events, or a time, to which slices are converted."""
    if unit is Unit.EVENTS:
        return Shown(value, count(value))
    span = span_of(value, unit, objective)
    return Shown(span, format_duration(span))


def left(budget: Budget, objective: Objective) -> Shown:
    """What is left, such that it is what is shown as allowed without what is shown as spent."""
    shown = amount(budget.remaining, budget.unit, objective)
    return shown._replace(text=count(budget.whole_units - budget.spent)) if budget.unit is Unit.EVENTS else shown


def allowed_of(budget: Budget, objective: Objective) -> Shown:
    """What may be bad; of events only whole ones."""
    if budget.unit is Unit.EVENTS:
        return Shown(float(budget.allowed), f"{budget.whole_units:,}")
    return amount(float(budget.allowed), budget.unit, objective)


def span_of(value: float, unit: Unit, objective: Objective) -> timedelta:
    """So many slices, or seconds, as time."""
    return objective.slice * value if unit is Unit.SLICES else timedelta(seconds=value)


def count(value: float) -> str:
    """A number of events; parts of one, of which data in coarse periods is full, show only where there are few."""
    whole = round(value, 1) + 0.0 if abs(value) < _SMALL else round(value)  # + 0.0: a zero has no sign
    return f"{whole:,}".removesuffix(".0")


def allowed_cell(standing: Standing) -> Shown | None:
    """What may be bad, in a table; how many events is not known where none were measured."""
    budget = standing.budget
    return allowed(standing) if budget.is_measured or budget.unit is not Unit.EVENTS else None


def allowed(standing: Standing) -> Shown:
    """What may be bad over the window of an objective."""
    return allowed_of(standing.budget, standing.objective)


def target(objective: Objective) -> str:
    """`99.9 %`, exactly as it is promised."""
    return f"{float(100 * (1 - objective.allowed)):.10f}".rstrip("0").rstrip(".") + " %"


def promise(standing: Standing) -> str:
    """What was promised, of what, over which time."""
    objective, slo = standing.objective, standing.slo
    window = slo.window
    kept = f"{target(objective)} of {_counted(slo, objective)} over {window.text}"
    last = f"{format_time(standing.window.start)} to {format_time(standing.window.end)}"
    return f"{kept}, {'rolling' if window.is_rolling else f'by the calendar of {window.zone}'}: {last}"


def _counted(slo: Slo, objective: Objective) -> str:
    if slo.method is Method.OCCURRENCES:
        return "events good"
    length = format_duration(objective.slice)
    if slo.method is Method.RATIO_TIMESLICES:
        return f"events good, each slice of {length} counting alike,"
    least = (
        "" if objective.slice_target is None else f" (with {float(100 * objective.slice_target):g} % of their events)"
    )
    return f"slices of {length} good{least}"
