"""An error budget: how much may be bad, how much was, how much is left, which may be less than nothing."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import NamedTuple

from revenant.slos.slo import Objective
from revenant.slos.spans import Span
from revenant.slos.usage import Unit, Usage


class Budget(NamedTuple):
    """In `unit`s over the whole window: `allowed` may be bad, `spent` was."""

    allowed: Fraction
    spent: float
    unit: Unit

    @property
    def remaining(self) -> float:
        """What is left; negative where more was spent than there was."""
        return float(self.allowed) - self.spent

    @property
    def spent_share(self) -> float | None:
        """Spent of allowed; None where nothing may be bad, or nothing was measured."""
        return self.spent / float(self.allowed) if self.allowed else None

    @property
    def remaining_share(self) -> float | None:
        share = self.spent_share
        return None if share is None else 1 - share

    @property
    def whole_units(self) -> int:
        """How many events or slices may be bad: a part of one is none (Site Reliability Workbook, ch. 2)."""
        return floor(self.allowed)


def budget(objective: Objective, usage: Usage, unit: Unit, window: Span) -> Budget:
    """The budget of an objective over its window, of which `usage` was measured so far.

    A share of the events there were; or of all slices, or all time, of the window, whether they have come or not.
    """
    match unit:
        case Unit.EVENTS:
            whole = Fraction(usage.all)
        case Unit.SLICES:
            whole = Fraction(window.length / objective.slice)
        case Unit.SECONDS:
            whole = Fraction(window.length.total_seconds())
    return Budget(objective.allowed * whole, usage.bad, unit)
