"""Which changes count as deployments, over which time, and how often they come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from revenant.incidents.selection import Selection
from revenant.reports.periods import Period, parse_period
from revenant.reports.question import NOT_KNOWN, PERIOD_NAMES, PERIODS, By, Question
from revenant.reports.statistics.counts import poisson
from revenant.reports.statistics.order import Bounds
from revenant.signals.changes import DEPLOYMENT, Change

WEEK = timedelta(weeks=1)
MOST_PERIODS = 600  # a single date mistyped by a thousand years would make ten thousand empty ones
ROLLBACK, FAILED = "rollback", "failed deployment"


class Deployments(NamedTuple):
    """`counted` in the order of time; `others` by kind, and `left_out` by reason, of all within the time asked for.

    They were recorded from `since` until `until`, the time in which one could have been made.
    """

    counted: list[Change]
    others: dict[str, list[Change]]
    left_out: dict[str, int]
    since: datetime
    until: datetime

    @property
    def weeks(self) -> float:
        """For how long changes were recorded."""
        return max(self.until - self.since, timedelta(0)) / WEEK


def find_deployments(changes: Sequence[Change], failed: Collection[str], question: Question) -> Deployments:
    """Sort out the changes. One that failed counts if people say that it caused an incident: it did reach users."""
    wanted = question.selection
    first = min((change.at for change in changes), default=question.now)
    since = max(first, wanted.since) if wanted.since else first
    until = min(question.now, wanted.until) if wanted.until else question.now
    found = Deployments([], {}, {}, since, until)
    for change in changes:
        if not _is_asked_for(change, wanted):
            continue
        reason = _reason(change, question)
        kind = _kind(change, failed)
        if reason:
            found.left_out[reason] = found.left_out.get(reason, 0) + 1
        elif kind == DEPLOYMENT:
            found.counted.append(change)
        else:
            found.others.setdefault(kind, []).append(change)
    found.counted.sort(key=lambda change: (change.at, change.id))
    return found


def _is_asked_for(change: Change, wanted: Selection) -> bool:
    return (
        (not wanted.services or change.service in wanted.services)
        and (wanted.since is None or change.at >= wanted.since)
        and (wanted.until is None or change.at < wanted.until)
    )


def _reason(change: Change, question: Question) -> str:
    reached = question.settings.changes.environments
    return f"in {change.environment or 'no environment'}" if reached and change.environment not in reached else ""


def _kind(change: Change, failed: Collection[str]) -> str:
    if change.rollback_of:
        return ROLLBACK
    if change.kind == DEPLOYMENT and change.has_failed and change.id not in failed:
        return FAILED
    return change.kind


class Rate(NamedTuple):
    """How many a week, and between which rates that is no surprise."""

    weekly: float
    bounds: Bounds


def rate(count: int, weeks: float) -> Rate | None:
    """The rate of so many in so many weeks; None for less than one week, which says nothing of the next."""
    if weeks < 1:
        return None
    low, high = poisson(count)
    return Rate(count / weeks, Bounds(low / weeks, high / weeks))


def gaps(changes: Iterable[Change]) -> list[float]:
    """Seconds from each to the next."""
    times = sorted(change.at for change in changes)
    return [(later - earlier).total_seconds() for earlier, later in pairwise(times)]


class Group(NamedTuple):
    """Deployments of one name, and for how many weeks there could have been any."""

    name: str
    changes: list[Change]
    weeks: float


def groups(found: Deployments, by: By, question: Question) -> list[Group]:
    """By service, team, environment or period; of periods also those without any."""
    if by in PERIODS:
        return _by_period(found, by)
    owners = question.owners
    names: dict[By, Callable[[Change], str]] = {
        By.SERVICE: lambda change: change.service,
        By.TEAM: lambda change: owners.get(change.service, ""),
        By.ENVIRONMENT: lambda change: change.environment,
    }
    parts: dict[str, list[Change]] = {}
    for change in found.counted:
        parts.setdefault(names[by](change) or NOT_KNOWN, []).append(change)
    ordered = sorted(parts.items(), key=lambda part: (part[0] == NOT_KNOWN, part[0]))
    return [Group(name, changes, found.weeks) for name, changes in ordered]


def _by_period(found: Deployments, by: By) -> list[Group]:
    parts: dict[str, list[Change]] = {}
    for change in found.counted:
        parts.setdefault(PERIOD_NAMES[by](change.at), []).append(change)
    periods = _periods(found, by)
    if len(periods) > MOST_PERIODS:
        periods = [parse_period(name) for name in parts]
    return [Group(each.name, parts.get(each.name, []), _overlap(each, found)) for each in periods]


def _periods(found: Deployments, by: By) -> list[Period]:
    """Every one of which some was recorded, in order; of very many the first ones."""
    periods: list[Period] = []
    at = found.since
    while (at < found.until or not periods) and len(periods) <= MOST_PERIODS:
        periods.append(parse_period(PERIOD_NAMES[by](at)))
        at = periods[-1].until
    return periods


def _overlap(period: Period, found: Deployments) -> float:
    return (min(period.until, found.until) - max(period.since, found.since)) / WEEK
