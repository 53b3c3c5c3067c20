"""The two periods that are compared, and what is odd about them: not over yet, empty, overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.text import how_many
from revenant.core.times import format_duration
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.measuring.samples import Reading, Sample, readings
from revenant.reports.periods import Period
from revenant.reports.question import Question


class Side(NamedTuple):
    """One period: its incidents, and how long they took."""

    period: Period
    reading: Reading
    sample: Sample

    @property
    def its(self) -> Sequence[IncidentSnapshot]:
        return self.reading.incidents

    @property
    def name(self) -> str:
        return self.period.name


def sides(incidents: Sequence[IncidentSnapshot], question: Question) -> tuple[Side, Side]:
    """The incidents of both periods, measured."""
    first, second = (_side(period, period.of(incidents), question) for period in question.periods)
    return first, second


def _side(period: Period, its: list[IncidentSnapshot], question: Question) -> Side:
    (reading,) = readings(its, [question.measurement], question.now)
    return Side(period, reading, reading.whole)


def shared(first: Side, second: Side) -> str:
    """Which incidents are in both periods, so that their samples are not independent; empty if none are."""
    both = sum(second.period.holds(it.detected_at) for it in first.its)
    return f"{how_many(both, 'incident')} in both periods" if both else ""


def remarks(first: Side, second: Side, incidents: Sequence[IncidentSnapshot], question: Question) -> list[str]:
    """What a reader of the two periods has to know."""
    said = [*_of_one(first, question.now), *_of_one(second, question.now)]
    since, until = max(first.period.since, second.period.since), min(first.period.until, second.period.until)
    if since < until:
        said.append(f"The periods overlap from {since:%Y-%m-%d} to {until:%Y-%m-%d}.")
    elif second.period.until <= first.period.since:
        said.append(f"{second.name} lies before {first.name}: what is said is said of {second.name}.")
    return [*said, *_silences(first, second, incidents, question.now)]


def _of_one(side: Side, now: datetime) -> list[str]:
    if side.period.since >= now:
        return [f"{side.name} has not begun."]
    unfinished = now < side.period.until and side.period.until.year < 9999
    left = [f"{side.name} is not over: {format_duration(side.period.until - now)} are left."] if unfinished else []
    return [*left, *([] if side.its else [f"{side.name} has no incidents."])]


def _silences(first: Side, second: Side, incidents: Sequence[IncidentSnapshot], now: datetime) -> list[str]:
    """A record that begins or ends within a period makes it look calmer than it was."""
    times = [it.detected_at for it in incidents if it.detected_at]
    if not times:
        return []
    earliest, latest = min(times), max(times)
    said = []
    for side in (first, second):
        if side.period.since.year > 1 and side.period.holds(earliest) and _is_odd(side, earliest - side.period.since):
            said.append(f"None counted is older than {earliest:%Y-%m-%d}. {_IF_THERE.format('begins', side.name)}")
        if side.period.holds(latest) and _is_odd(side, min(side.period.until, now) - latest):
            said.append(f"None counted is later than {latest:%Y-%m-%d}. {_IF_THERE.format('ends', side.name)}")
        if latest < side.period.since < now:
            said.append(
                f"None counted is later than {latest:%Y-%m-%d}. If the record ends there, {side.name} is not in it."
            )
    return said


_IF_THERE = "If the record {} there, {} has fewer days than counted here, and more incidents in a day."


def _is_odd(side: Side, silence: timedelta) -> bool:
    """Whether nothing happened for so long that what happened otherwise hardly allows it (1 in 20)."""
    times = [it.detected_at for it in side.its if it.detected_at]
    return silence * (len(times) - 1) > 3 * (max(times) - min(times))
