"""What the burning of one objective comes to: how it stands, how severe that is at least, and what is not known."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.times import format_span, format_time
from revenant.slos.budgeting.standing import Standing
from revenant.slos.burning.floor import Floor, times
from revenant.slos.burning.pairs import Burning, Rate
from revenant.slos.burning.rates import most_possible

_NEARLY_ALL, _LATE = 0.9, timedelta(minutes=2)  # the last periods of a window come a little late


class Alarm(NamedTuple):
    """How an objective stands and the floor that follows; None where nothing fires."""

    standing: Standing
    floor: Floor | None

    @property
    def fires(self) -> bool:
        return self.floor is not None

    @property
    def pages(self) -> bool:
        """Whether somebody is to be woken."""
        return any(each.fires and each.window.pages for each in self.standing.burning)

    @property
    def may_page(self) -> bool:
        """Whether that is not known, as not enough was measured."""
        return not self.pages and any(each.is_unknown and each.window.pages for each in self.standing.burning)

    @property
    def is_unknown(self) -> bool:
        """Whether some pair may fire for all that was measured."""
        return any(each.is_unknown for each in self.standing.burning)


def verdict(each: Burning, standing: Standing) -> str:
    """Whether a pair fires, in a word or two, and otherwise why not."""
    most = most_possible(standing.objective)
    if most is not None and each.window.factor(standing.slo.window.length) >= most:
        return f"can never fire: a total outage burns {times(float(most))}"
    if each.is_unknown:
        return f"not known: {_unmeasured(each, standing.until)}"
    partly = "".join(f" ({said})" for rate in (each.over_long, each.over_short) if (said := _coverage(rate)))
    if each.fires:
        return f"fires{partly}"
    return f"no: {_below(each)}{partly}"


def _below(each: Burning) -> str:
    """Which of the windows is not above the factor; the short one alone means that it has ceased."""
    calm = [rate for rate in (each.over_long, each.over_short) if rate.per_budget is not None and not rate.is_above]
    lengths = " and ".join(format_span(rate.length) for rate in calm)
    return f"{lengths} {'are' if len(calm) > 1 else 'is'} not above {times(each.factor)}"


def _unmeasured(each: Burning, until: datetime | None) -> str:
    empty = [rate for rate in (each.over_long, each.over_short) if rate.per_budget is None]
    missing = [rate for rate in empty if not rate.covered]
    lengths = " and ".join(format_span(rate.length) for rate in missing or empty)
    if not missing:
        return f"no events over the last {lengths}"
    ends = f", the data ends at {format_time(until)}" if until else ", there is no data"
    return f"nothing was measured over the last {lengths}{ends}"


def _coverage(rate: Rate) -> str:
    missing = rate.length * (1 - rate.covered)
    if rate.per_budget is None or rate.covered >= _NEARLY_ALL or missing <= _LATE:
        return ""
    return f"of {format_span(rate.length)} only {rate.covered:.0%} measured".replace("%", " %")
