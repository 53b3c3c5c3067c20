"""How fast a budget burns: 1 spends it exactly by the end of its window.

Windows and shares are those of Google's Site Reliability Workbook, ch. 5; the factors follow from them, since 14.4 is
right for thirty days alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from revenant.core.severity import Severity
from revenant.core.slo_settings import SloSettings
from revenant.core.times import parse_duration
from revenant.slos.slo import Objective
from revenant.slos.usage import Usage


class BurnWindow(NamedTuple):
    """Alert when `share` of the budget would be spent within `long`, and it still burns so over `short`.

    `floor` is the severity an incident has then at least; `pages` says whether somebody is woken for it.
    """

    long: timedelta
    short: timedelta
    share: Fraction
    floor: Severity
    pages: bool

    def factor(self, window: timedelta) -> Fraction:
        """The burn rate above which it alerts, for a budget of this window."""
        return self.share * Fraction(window.total_seconds()) / Fraction(self.long.total_seconds())


def _window(long: timedelta, short: timedelta, percent: int, floor: Severity, *, pages: bool = False) -> BurnWindow:
    return BurnWindow(long, short, Fraction(percent, 100), floor, pages)


STANDARD = (
    _window(timedelta(hours=1), timedelta(minutes=5), 2, Severity.SEV2, pages=True),
    _window(timedelta(hours=6), timedelta(minutes=30), 5, Severity.SEV3, pages=True),
    _window(timedelta(days=1), timedelta(hours=2), 10, Severity.SEV4),
    _window(timedelta(days=3), timedelta(hours=6), 10, Severity.SEV4),
)


def burn_windows(settings: SloSettings) -> tuple[BurnWindow, ...]:
    """The pairs of windows that hold in a workspace."""
    own = tuple(
        BurnWindow(
            parse_duration(each.long),
            parse_duration(each.short),
            Fraction(repr(each.percent)) / 100,
            each.floor,
            each.page,
        )
        for each in settings.burn
    )
    return own or STANDARD


def fitting(pairs: Iterable[BurnWindow], window: timedelta) -> list[BurnWindow]:
    """The pairs that fit into the window of a budget: what was before it began is nothing to it."""
    return [each for each in pairs if each.long <= window]


def exact_rate(objective: Objective, usage: Usage) -> Fraction | None:
    """How many times faster than allowed, without rounding; None where nothing was measured, or nothing may be bad."""
    if not usage.all or not objective.allowed:
        return None
    return Fraction(usage.bad) / Fraction(usage.all) / objective.allowed


def most_possible(objective: Objective) -> Fraction | None:
    """The burn rate of a total outage; an alert at or above it never fires. None where nothing may be bad."""
    return 1 / objective.allowed if objective.allowed else None


def exhausted_in(remaining_share: float, rate: float, window: timedelta, *, grows: bool = False) -> timedelta | None:
    """When the rest is spent if it goes on like this; None where nothing burns, or nothing is left.

    A budget that `grows` with what comes has been allowed so far for the `window` that is over, and each hour allows
    for itself: only what burns above 1 eats into it.
    """
    eaten = rate - 1 if grows else rate
    if eaten <= 0 or remaining_share <= 0:
        return None
    return window * (remaining_share / eaten)
