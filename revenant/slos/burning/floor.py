"""How severe an incident is at least, by how fast the budget of an objective burns; a floor only ever raises.

The standard is not anybody's but a judgement, and a workspace has its own word: docs/decisions/0027 says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import NamedTuple

from revenant.core.severity import Severity
from revenant.core.slo_settings import CriticalJourneys
from revenant.core.times import format_duration, format_span
from revenant.slos.budgeting.standing import Standing
from revenant.slos.burning.pairs import Burning
from revenant.slos.slo import Slo

A_DAY = timedelta(days=1)


class Floor(NamedTuple):
    """At least this severe, for this reason; `slo` and `objective` are whose budget burns."""

    severity: Severity
    why: str
    slo: str
    objective: str


def floor_of(standing: Standing, *, is_critical: bool, exhaustion: timedelta | None = A_DAY) -> Floor | None:
    """The least severity of an incident that has to do with this objective; None where nothing fires.

    The worst of the pairs that fire says it. Where one of them pages, it is a SEV1 if nothing at all is good on a
    critical journey, or if what is left of the budget is gone within `exhaustion`.
    """
    firing = [each for each in standing.burning if each.fires]
    if not firing:
        return None
    worst = min(firing, key=lambda each: each.window.floor)
    severity, why = worst.window.floor, burn_words(worst)
    if any(each.window.pages for each in firing):
        graver = [_outage(standing) if is_critical else "", _gone(standing, exhaustion)]
        said = [words for words in graver if words]
        severity, why = (Severity.SEV1, "; ".join([*said, why])) if said else (severity, why)
    return Floor(severity, why, standing.slo.name, standing.objective.name)


def worst_floor(floors: Iterable[Floor | None]) -> Floor | None:
    """The most severe of several, the first of those that are alike."""
    return min((each for each in floors if each is not None), key=lambda each: each.severity, default=None)


def raised(severity: Severity | None, floor: Floor | None) -> Severity | None:
    """A severity raised to the floor; one that is higher already stays as it is."""
    if floor is None:
        return severity
    return floor.severity if severity is None else min(severity, floor.severity)


def is_critical(slo: Slo, tier: int | None, journeys: CriticalJourneys) -> bool:
    """Whether a total outage of what it measures is a SEV1: by the tier of its service, or by name."""
    return tier in journeys.tiers or any(fnmatchcase(slo.name, each) for each in journeys.slos)


def burn_words(each: Burning) -> str:
    """How fast over both windows, and which factor that is held against."""
    pair, factor = each.window, each.factor
    long = f"{above(each.long, factor)} over {format_span(pair.long)}"
    short = f"{above(each.short, factor)} over {format_span(pair.short)}"
    return f"burns {long} and {short}, where {times(factor)} alerts"


def above(rate: float | None, factor: float) -> str:
    """A burn rate with as many more digits as tell it from a factor it is above: 1.003×, not 1×, where 1× alerts."""
    said, alerts = times(rate), times(factor)
    if rate is None or rate <= factor or said != alerts:
        return said
    finer = (f"{rate:.{digits}f}" for digits in range(1, 16))
    return next((f"{each}×" for each in finer if float(each) > float(alerts[:-1])), said)


def times(rate: float | None) -> str:
    """A burn rate as people read it: 14.4×, 13.44×, .933×, 1000×."""
    if rate is None:
        return "–"
    digits = f"{rate:.3g}" if abs(rate) < 1 else f"{rate:.0f}" if abs(rate) >= 100 else f"{rate:.2f}".rstrip("0")
    return f"{digits.rstrip('.')}×"


def current(standing: Standing) -> Burning | None:
    """The pair that tells how it is now: of those that were measured the one with the shortest windows."""
    known = [each for each in standing.burning if each.slower is not None]
    return min(known, key=lambda each: (each.window.short, each.window.long), default=None)


def _outage(standing: Standing) -> str:
    now = current(standing)
    if now is None or not now.over_short.all_bad:
        return ""
    return f"nothing was good over the last {format_span(now.window.short)}, on a critical journey"


def gone_in(standing: Standing) -> timedelta | None:
    """When the rest of the budget is spent if it burns on as both of the shortest windows say.

    None where that is not known, nothing burns or is left, or it outlasts its window.
    """
    now = current(standing)
    return standing.lasts(now.slower if now is not None else None)


def _gone(standing: Standing, exhaustion: timedelta | None) -> str:
    """Whether the rest of the budget is spent within that time as it burns now, or is spent and it burns on."""
    left, now = standing.counted.remaining_share, current(standing)
    rate = now.slower if now is not None else None
    if exhaustion is None or left is None or rate is None or rate <= 1:
        return ""
    if left <= 0:
        return f"the budget is spent, and burns on at {times(rate)}"
    rest = gone_in(standing)
    return f"what is left of the budget is gone in {format_duration(rest)}" if rest and rest < exhaustion else ""
