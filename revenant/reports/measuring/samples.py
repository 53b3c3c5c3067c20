"""Samples: one measurement over some incidents, what was recorded and what is still going on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from msgspec import Struct

from revenant.incidents.measurements import Measurement, Outcome, Spans, measure_all
from revenant.incidents.snapshot import IncidentSnapshot
from revenant.reports.statistics.survival import Curve, Observation, curve_of_ranked

MOST_LISTED = 20
ALL, LIVE = "all", "posted live"


class Sample(Struct, frozen=True, dict=True):
    """Seconds in ascending order: `recorded`, and how long what is `pending` has been going on.

    The incidents with neither are counted; None where incidents are not what is measured.
    """

    recorded: list[float]
    pending: list[float]
    not_applicable: int | None = None
    invalid: int | None = None

    @property
    def n(self) -> int:
        return len(self.recorded)

    @property
    def positive(self) -> int:
        """How many took any time at all: only these have a logarithm."""
        return len(self.recorded) - bisect_right(self.recorded, 0)

    @property
    def zeros(self) -> int:
        """How many took no time at all."""
        return self.n - self.positive

    @property
    def watched(self) -> int:
        """How many there are, ended or not."""
        return len(self.recorded) + len(self.pending)

    def without(self, part: Sample) -> Sample:
        """All but some of them."""
        return Sample(
            _without(self.recorded, part.recorded),
            _without(self.pending, part.pending),
            None if self.not_applicable is None else self.not_applicable - (part.not_applicable or 0),
            None if self.invalid is None else self.invalid - (part.invalid or 0),
        )

    @property
    def observations(self) -> list[Observation]:
        """All of them, those that are pending as such."""
        return [*map(Observation, self.recorded), *(Observation(seconds, ended=False) for seconds in self.pending)]

    @cached_property
    def curve(self) -> Curve:
        """Which share is still going on after how long, with what is pending counted for as long as it has been."""
        return curve_of_ranked(self.recorded, self.pending)


def _without(ranked: Sequence[float], some: Iterable[float]) -> list[float]:
    """Ascending values without some of them, which needs no sorting."""
    left = list(ranked)
    for value in some:
        del left[bisect_left(left, value)]
    return left


class Listed(NamedTuple):
    """One of few: an incident, and how long it took or has been going on."""

    id: str
    lasted: timedelta
    ended: bool


class Line(NamedTuple):
    """A sample under its label. `counted` says of which incidents, `listed` tells them one by one, in order of time."""

    label: str
    counted: str
    sample: Sample
    listed: Sequence[Listed] = ()


class Reading(NamedTuple):
    """One measurement of every incident, in the order of the incidents: measured once for all groups.

    `lengths` are seconds: how long it took, or has been going on until now where it is pending.
    """

    measurement: Measurement
    incidents: Sequence[IncidentSnapshot]
    spans: Spans
    lengths: list[float]
    in_retrospect: Sequence[bool]

    @property
    def is_falsified_in_retrospect(self) -> bool:
        """Whether it runs from detection, which was none where an incident was posted after the fact."""
        return "detected" in self.measurement.starts

    @property
    def whole(self) -> Sample:
        """What is known of all the incidents."""
        return self.sample(range(len(self.incidents)))

    def sample(self, places: Sequence[int]) -> Sample:
        """What is known of some of the incidents."""
        outcomes, lengths = self.spans.outcomes, self.lengths
        here = outcomes if len(places) == len(outcomes) else [outcomes[place] for place in places]
        recorded, pending = Outcome.RECORDED, Outcome.PENDING
        return Sample(
            sorted([lengths[place] for place in places if outcomes[place] is recorded]),
            sorted([lengths[place] for place in places if outcomes[place] is pending]),
            here.count(Outcome.NOT_APPLICABLE),
            here.count(Outcome.INVALID),
        )

    def lines(self, label: str, places: Sequence[int], few: int) -> list[Line]:
        """The sample of some incidents, one by one below `few` of them; and without those posted in retrospect."""
        sample = self.sample(places)
        lines = [Line(label, ALL, sample, self._listed(places, sample, few))]
        posted = [place for place in places if self.in_retrospect[place]] if self.is_falsified_in_retrospect else []
        if any(self.spans.outcomes[place] is Outcome.RECORDED for place in posted):
            lines.append(Line(label, LIVE, sample.without(self.sample(posted))))
        return lines

    def _listed(self, places: Sequence[int], sample: Sample, few: int) -> list[Listed]:
        """Those recorded; what is pending too, unless there is more of it than can be told one by one."""
        if sample.n >= few:
            return []
        wanted = {Outcome.RECORDED}
        if sample.n + len(sample.pending) < MOST_LISTED:
            wanted.add(Outcome.PENDING)
        return [self._one(place) for place in places if self.spans.outcomes[place] in wanted]

    def _one(self, place: int) -> Listed:
        ended = self.spans.outcomes[place] is Outcome.RECORDED
        return Listed(self.incidents[place].id, timedelta(seconds=self.lengths[place]), ended)


def readings(incidents: Sequence[IncidentSnapshot], table: Iterable[Measurement], now: datetime) -> list[Reading]:
    """Measure every incident; what is pending has been going on until `now`."""
    posted = [it.in_retrospect for it in incidents]
    return [_reading(incidents, measurement, now, posted) for measurement in table]


def _reading(
    incidents: Sequence[IncidentSnapshot], measurement: Measurement, now: datetime, posted: Sequence[bool]
) -> Reading:
    spans = measure_all(incidents, measurement)
    lengths = list(map(_length, spans.outcomes, spans.starts, spans.ends, repeat(now)))
    return Reading(measurement, incidents, spans, lengths, posted)


def _length(outcome: Outcome, start: datetime | None, end: datetime | None, now: datetime) -> float:
    """Seconds; none where it never began. What is pending may have an end that says nothing (see `Measurement`)."""
    if start is None:
        return 0.0
    return ((max(now, start) if end is None or outcome is Outcome.PENDING else end) - start).total_seconds()
