"""Since when an alert fires, found in the data: whoever asks again later is told the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import NamedTuple

from revenant.slos.budgeting.standing import Standing
from revenant.slos.burning.pairs import burning
from revenant.slos.burning.rates import BurnWindow
from revenant.slos.slo import Objective, Slo
from revenant.slos.spans import Span
from revenant.slos.usage import Asked, Meter

_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PER_SHORT = 5  # steps in the shortest window; a minute of the standard five
_FIRST_LOOK = 16


class Since(NamedTuple):
    """When it began to fire; `is_earlier` where it did so already as far back as was looked."""

    at: datetime
    is_earlier: bool = False


def urgent_pairs(standing: Standing) -> list[BurnWindow]:
    """The pairs that ask for as much as the most urgent of those that fire: those that page, or those that do not."""
    pages = any(each.fires and each.window.pages for each in standing.burning)
    return [each.window for each in standing.burning if each.window.pages is pages]


def firing_since(slo: Slo, objective: Objective, pairs: Sequence[BurnWindow], meter: Meter, now: datetime) -> Since:
    """Since when one of the pairs has fired without a break, to a step of time; at most a longest window ago.

    The steps are the same whoever asks, and are looked at from the latest back, more at a time the longer it lasts.
    """
    step = max(min(each.short for each in pairs) / _PER_SHORT, _MINUTE)
    oldest = now - max(each.long for each in pairs)
    since, times = now, list(takewhile(lambda at: at > oldest, _steps(now, step)))
    look = _FIRST_LOOK
    while times:
        asked, times = times[:look], times[look:]
        for at, fires in zip(asked, _fires(slo, objective, pairs, meter, asked, now), strict=True):
            if not fires:
                return Since(since)
            since = at
        look *= 4
    return Since(since, is_earlier=True)


def on_record(since: Since, recorded: Iterable[datetime], tolerance: timedelta) -> datetime | None:
    """The start that is on record already for what fires now; None where none fits.

    Data that came late moves the start a little; an episode longer than was looked at began at the latest one known.
    """
    known = sorted(recorded)
    within = [at for at in known if at >= since.at - tolerance]
    if within:
        return within[0]
    return known[-1] if known and since.is_earlier else None


def _steps(now: datetime, step: timedelta) -> Iterator[datetime]:
    """Whole steps since 1970 that are over, latest first."""
    at = _EPOCH + (now - _EPOCH) // step * step
    while True:
        yield at
        at -= step


def _fires(
    slo: Slo, objective: Objective, pairs: Sequence[BurnWindow], meter: Meter, times: Sequence[datetime], now: datetime
) -> list[bool]:
    """Whether any of the pairs fired at each of these times, by what is known now."""
    spans = [Span(at - length, at) for at in times for pair in pairs for length in (pair.long, pair.short)]
    usages = iter(meter.read([Asked(objective, span) for span in spans], now).usages)
    window = slo.window.length
    found = [[burning(objective, pair, window, next(usages), next(usages)) for pair in pairs] for _ in times]
    return [any(each.fires for each in at_a_time) for at_a_time in found]
