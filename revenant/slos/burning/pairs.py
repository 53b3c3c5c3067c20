"""Whether a budget burns too fast over a pair of windows: exactly, since an alert must not depend on rounding."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from revenant.slos.burning.rates import BurnWindow, exact_rate
from revenant.slos.slo import Objective
from revenant.slos.usage import Usage


class Rate(NamedTuple):
    """The burn over one window: how fast, and of which part of its time there is data.

    `per_budget` is None where nothing was measured, or nothing may be bad. `all_bad`: nothing that was measured was
    good.
    """

    length: timedelta
    per_budget: float | None
    covered: float
    is_above: bool
    all_bad: bool = False


class Burning(NamedTuple):
    """The burn rates over both windows, None where nothing was measured, and the factor both must exceed."""

    window: BurnWindow
    factor: float
    over_long: Rate
    over_short: Rate

    @property
    def long(self) -> float | None:
        return self.over_long.per_budget

    @property
    def short(self) -> float | None:
        return self.over_short.per_budget

    @property
    def slower(self) -> float | None:
        """The rate that both windows have at least."""
        return None if self.long is None or self.short is None else min(self.long, self.short)

    @property
    def fires(self) -> bool:
        """Whether both are strictly above."""
        return self.over_long.is_above and self.over_short.is_above

    @property
    def is_unknown(self) -> bool:
        """Whether it may fire for all that is known: nothing was measured over one, and the other is no objection."""
        rates = (self.over_long, self.over_short)
        return any(each.per_budget is None for each in rates) and all(
            each.is_above or each.per_budget is None for each in rates
        )


def burning(objective: Objective, pair: BurnWindow, window: timedelta, long: Usage, short: Usage) -> Burning:
    """How a pair burns for a budget of this window, given what was bad over both."""
    factor = pair.factor(window)
    return Burning(
        pair, float(factor), _rate(objective, pair.long, long, factor), _rate(objective, pair.short, short, factor)
    )


def _rate(objective: Objective, length: timedelta, usage: Usage, factor: Fraction) -> Rate:
    exact = exact_rate(objective, usage)
    return Rate(
        length,
        None if exact is None else float(exact),
        min(usage.measured / length, 1.0),
        exact is not None and exact > factor,
        usage.all > 0 and usage.bad >= usage.all,
    )
