"""Incidents over the calendar: one slot for each period in turn, also where nothing happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from revenant.reports.errors import TooManyPeriodsError
from revenant.reports.periods import Period, parse_period
from revenant.reports.population import Population
from revenant.reports.question import PERIOD_NAMES, By, Question, grouped_places

MOST = 600
_SILENCE = 7
_NEVER = datetime.max.replace(tzinfo=UTC)


class Window(NamedTuple):
    """From when until when anybody looked: from --since, else the first incident, to --until, else now.

    A record that seems to have ended before now was looked at until its last incident.

    `last` is the last incident, which a clock that goes wrong may put later.
    """

    start: datetime
    end: datetime
    last: datetime

    def holds(self, period: Period) -> bool:
        """Whether all of the period was looked at."""
        return self.start <= period.since and period.until <= self.end


class Slot(NamedTuple):
    """A period with the places of the incidents detected in it; not `whole` where it began before, or still runs."""

    period: Period
    places: list[int]
    whole: bool


def window(found: Population, question: Question) -> Window | None:
    """What was looked at; None where there is nothing to go by."""
    times = [it.detected_at for it in found.counted if it.detected_at is not None]
    start = question.selection.since or min(times, default=None)
    if start is None:
        return None
    last = max([start, *times])
    end = min(question.selection.until or question.now, question.now)
    over = end == _NEVER or (question.selection.until is None and is_over(times, end))
    return Window(start, last if over else end, last)


def is_over(times: Sequence[datetime], end: datetime) -> bool:
    """Whether the record seems to have ended before: nothing for seven times as long as it took on average.

    Where incidents come at random, that is so once in a thousand records.
    """
    return len(times) > 1 and (end - max(times)) * (len(times) - 1) > _SILENCE * (max(times) - min(times))


def slots(found: Population, by: By, question: Question) -> list[Slot]:
    """The periods from the first to the last, in turn.

    Raises:
        TooManyPeriodsError: nobody could read so many.
    """
    seen = window(found, question)
    if seen is None:
        return []
    places = grouped_places(found.counted, by, question)
    return [Slot(each, places.get(each.name, []), seen.holds(each)) for each in _periods(seen, by)]


def _periods(seen: Window, by: By) -> list[Period]:
    periods: list[Period] = []
    time = seen.start
    while time < seen.end or time <= seen.last:
        if len(periods) == MOST:
            raise TooManyPeriodsError(by, seen.start, MOST)
        periods.append(parse_period(PERIOD_NAMES[by](time)))
        time = periods[-1].until
    return periods
