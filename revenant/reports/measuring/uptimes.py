"""How long services work between failures: the gaps as samples, and the time observed over the failures in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from revenant.core.tables import Column, Interval, Shown, Table, Value
from revenant.incidents.failures import Failure, Gap, Uptime, between_starts, uptime
from revenant.reports.measuring.sample_tables import right
from revenant.reports.measuring.samples import ALL, Line, Listed, Sample
from revenant.reports.statistics.counts import poisson
from revenant.reports.wording import duration

NOTES = (
    "Time up: all time from the end of a failure to the start of the next, and from the last one until now. One in: "
    "time up / failures, with the exact 95 % interval of a Poisson count. A service's first failure is not counted, "
    "since nothing says how long it had worked before.",
)


class Record(NamedTuple):
    """What is known of one service, or of several taken together; `end` is until when somebody looked."""

    label: str
    failures: Sequence[Sequence[Failure]]
    uptimes: Sequence[Uptime]
    end: datetime

    def time_to_failure(self, few: int) -> Line:
        """The gaps between a failure and the next, and the one since the last."""
        gaps = [gap for each in self.uptimes for gap in each.gaps]
        return self._line(gaps, [each.up_since for each in self.uptimes], few)

    def between_failures(self, few: int) -> Line:
        """The same from start to start."""
        gaps = [gap for ordered in self.failures for gap in between_starts(ordered)]
        return self._line(gaps, [ordered[-1].start for ordered in self.failures if ordered], few)

    def _line(self, gaps: Sequence[Gap], since: Iterable[datetime | None], few: int) -> Line:
        waiting = [self._until_end(time) for time in since if time is not None]
        sample = Sample(
            sorted(gap.lasted.total_seconds() for gap in gaps), sorted(each.total_seconds() for each in waiting)
        )
        listed = [Listed(gap.id, gap.lasted, ended=True) for gap in gaps] if len(gaps) < few else []
        return Line(self.label, ALL, sample, listed)

    def _until_end(self, time: datetime) -> timedelta:
        return max(self.end - time, timedelta())

    def exposure(self) -> list[Value]:
        """How often it failed in how long, the rate of that, and since when it works."""
        found = self.uptimes
        count = sum(len(each.gaps) for each in found)
        last = [self._until_end(each.up_since) for each in found if each.up_since is not None]
        up = sum((gap.lasted for each in found for gap in each.gaps), sum(last, timedelta()))
        only = (last[0] if last else Shown(None, "failing")) if len(found) == 1 else None
        return [self.label, count, up, *_rate(count, up.total_seconds()), only]


def record(label: str, by_service: Iterable[Sequence[Failure]], end: datetime) -> Record:
    """The failures of these services, taken together."""
    ordered = list(by_service)
    return Record(label, ordered, [uptime(each) for each in ordered], end)


def _rate(count: int, seconds: float) -> list[Value]:
    if not seconds:
        return [None, None]
    bounds = poisson(count)
    low, high = seconds / bounds.high, seconds / bounds.low if count else None
    return [duration(seconds / count) if count else Shown(None, "none"), Interval(duration(low), duration(high))]


def exposure_table(label: Column, records: Iterable[Record]) -> Table:
    """The rate at which services fail; of many at once nothing is said about since when."""
    columns = [
        label, right("failures", "failures"), right("time up", "up"), right("one in", "mean_time_to_failure"),
        right("95 % interval", "interval"), right("up for", "up_since_last"),
    ]  # fmt: skip
    rows = [record.exposure() for record in records]
    return Table("Failures of services over the time observed", columns, rows, NOTES, key="exposure")
