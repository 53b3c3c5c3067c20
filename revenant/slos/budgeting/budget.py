"""An error budget: how much may be bad, how much was, how much is left, which may be less than nothing."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

from revenant.slos.slo import Objective
from revenant.slos.spans import Span
from revenant.slos.usage import Unit, Usage


class Budget(NamedTuple):
    """In `unit`s over the whole window: `allowed` may be bad, `spent` was.

    Where nothing `is_measured`, nothing is known of what was spent: then no share of it is either.
    """

    allowed: Fraction
    spent: float
    unit: Unit
    is_measured: bool = True

    @property
    def remaining(self) -> float:
        """What is left; negative where more was spent than there was."""
        return float(self.allowed) - self.spent

    @property
    def spent_share(self) -> float | None:
        """Spent of allowed; None where nothing may be bad, or nothing was measured."""
        return self.share_of(self.spent)

    @property
    def remaining_share(self) -> float | None:
        share = self.spent_share
        return None if share is None else 1 - share

    @property
    def is_exhausted(self) -> bool:
        """Whether nothing is left of what there was; exactly nothing is nothing."""
        return bool(self.allowed) and self.is_measured and Fraction(self.spent) >= self.allowed

    @property
    def whole_units(self) -> int:
        """How many events or slices may be bad: a part of one is none (Site Reliability Workbook, ch. 2)."""
        return floor(self.allowed)

    def share_of(self, spent: float) -> float | None:
        """Which part of the budget so much is; None where nothing may be bad, or nothing was measured."""
        return spent / float(self.allowed) if self.allowed and self.is_measured else None


def budget(objective: Objective, usage: Usage, unit: Unit, window: Span) -> Budget:
    """The budget of an objective over its window, of which `usage` was measured so far.

    A share of the events there were; or of all slices, or all time, of the window, whether they have come or not.
    """
    match unit:
        case Unit.EVENTS:
            whole = Fraction(usage.all)
        case Unit.SLICES:
            whole = _exactly(window.length) / _exactly(objective.slice)
        case Unit.SECONDS:
            whole = _exactly(window.length)
    return Budget(objective.allowed * whole, usage.bad, unit, usage.measured > timedelta())


def _exactly(span: timedelta) -> Fraction:
    """Seconds, without rounding."""
    return Fraction(span // timedelta(microseconds=1), 1_000_000)
