"""How figures of reports read: seconds as durations, shares as percent, chances without false precision."""

from __future__ import annotations

from datetime import timedelta
from math import floor

from revenant.core.tables import Interval, Shown
from revenant.reports.statistics.counts import wilson
from revenant.reports.statistics.order import Bounds

N_A = "n/a"
NO_INCIDENTS = "No incident is counted."


def duration(seconds: float | None) -> timedelta | None:
    """Seconds as a duration; None stays None."""
    return None if seconds is None else timedelta(seconds=seconds)


def duration_interval(bounds: Bounds | None) -> Interval | None:
    """An interval in seconds as one of durations."""
    return None if bounds is None else Interval(duration(bounds.low), duration(bounds.high))


def share(part: int, whole: int) -> Shown:
    """A share with its counts: `3 of 12 (25 %)`; of nothing there is none."""
    return Shown(part / whole, f"{part:,} of {whole:,} ({percent(part / whole)})") if whole else Shown(None, N_A)


def share_interval(part: int, whole: int) -> Interval | None:
    """Wilson's 95 % interval of a share, in percent for people."""
    bounds = wilson(part, whole)
    return None if bounds is None else Interval(*(Shown(end, f"{end:.1%}".replace("%", " %")) for end in bounds))


def percent(ratio: float) -> str:
    """12 %, 4.6 % where it is small, never 0 % of what is not nothing nor 100 % of what is not all."""
    points = ratio * 100
    if 0 < points < 0.05:
        return "< 0.1 %"
    if 99.5 <= points < 100:
        return f"{floor(points * 10) / 10:.1f} %"
    return f"{points:.0f} %" if abs(points) >= 10 or points == 0 else f"{points:.1f} %"


def chance(p: float) -> Shown:
    """A p value: `p = .034`, `p < .001`."""
    return Shown(p, "p < .001" if p < 0.001 else f"p = {f'{p:.3f}'.removeprefix('0')}")
