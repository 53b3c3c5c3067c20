"""Failures of a service in order of time: how long it worked between them, and since the last one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from revenant.incidents.lifecycle import Status
from revenant.incidents.snapshot import IncidentSnapshot


class Failure(NamedTuple):
    """From its start (else detection) until it was resolved; without an end it goes on. `id` is the incident's."""

    start: datetime
    id: str
    end: datetime | None


class Gap(NamedTuple):
    """How long it took until the failure `id` began."""

    lasted: timedelta
    id: str


class Uptime(NamedTuple):
    """How long a service worked before each failure but the first, and since when it has been working again.

    `up_since` is None while it fails: what began after that cannot be told apart from it.
    """

    gaps: list[Gap]
    up_since: datetime | None


def failures(incidents: Iterable[IncidentSnapshot]) -> dict[str, list[Failure]]:
    """By service, the earliest first. Cancelled incidents were none."""
    by_service: dict[str, list[Failure]] = {}
    for it in incidents:
        start = it.started_at or it.detected_at
        if start is not None and it.standing.status is not Status.CANCELLED:
            failure = Failure(start, it.id, it.resolved_at)
            for service in it.services:
                by_service.setdefault(service, []).append(failure)
    for found in by_service.values():
        found.sort()
    return by_service


def uptime(ordered: Iterable[Failure]) -> Uptime:
    """From the end of one failure to the start of the next; overlapping ones are one failure."""
    gaps: list[Gap] = []
    up_since: datetime | None = None
    for start, incident, end in ordered:
        if up_since is not None and start > up_since:
            gaps.append(Gap(start - up_since, incident))
        if end is None:
            return Uptime(gaps, None)
        last = end if end > start else start  # an end before the start still says that it failed then
        if up_since is None or last > up_since:
            up_since = last
    return Uptime(gaps, up_since)


def between_starts(ordered: Sequence[Failure]) -> list[Gap]:
    """From each start to the next, whatever overlaps."""
    return [Gap(late.start - early.start, late.id) for early, late in pairwise(ordered)]
