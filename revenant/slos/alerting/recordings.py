"""What Prometheus records of an objective: the share that was bad over each window, and how fast the budget burns.

How a budget is counted decides how windows are put together. Occurrences: the bad of all events, so that a busy hour
weighs more than a calm one. Slices: the mean over slices, each of which weighs the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from revenant.slos.alerting.promql import duration, over, series
from revenant.slos.alerting.rules import Recording
from revenant.slos.alerting.sources import Measure
from revenant.slos.slo import Indicator, Method, Objective, Slo

SAMPLED_EACH = timedelta(minutes=1)
SHARE, BURN, LEFT = "slo:error:ratio_rate", "slo:burn:ratio_rate", "slo:budget_remaining:ratio"
_BAD, _ALL, _SAMPLE = "slo:bad_events", "slo:all_events", "slo:error:ratio"
_ROUNDING = "1e-9"  # sums of increases differ in their last digits: a slice just as good as it must be is not bad


class Recorder(NamedTuple):
    """One objective: its measure, its labels, and `base`, the range over which a moment is looked at."""

    slo: Slo
    objective: Objective
    measure: Measure
    labels: dict[str, str]
    base: timedelta

    @property
    def name(self) -> str:
        return f"slo {self.slo.name} {self.objective.name}"

    @property
    def indicator(self) -> Indicator:
        """Its own where it has one, else that of the SLO."""
        return self.objective.indicator or self.slo.indicator

    def rules(self, lengths: Sequence[timedelta]) -> list[Recording]:
        """The recordings of all these windows, in the order in which they need each other."""
        return [*self._samples(), *self._shares(lengths), *self._constants(), *self._burns(lengths)]

    @property
    def interval(self) -> timedelta | None:
        """How often a moment is looked at; None where ranges are, which may be done at any time."""
        if self.is_sliced:
            return self.objective.slice
        return None if self.measure.is_ranged else SAMPLED_EACH

    @property
    def is_sliced(self) -> bool:
        return self.slo.method is not Method.OCCURRENCES

    def _record(self, name: str, expr: str) -> Recording:
        return Recording(name, expr, self.labels)

    # --- what all windows are made of ------------------------------------------------------

    def _samples(self) -> Iterator[Recording]:
        """The series that are looked back at: of events both counts, of anything else the share that is bad.

        A share that is no number is not kept: it would make one of every window it lies in.
        """
        if self.is_sliced:
            yield self._record(_SAMPLE, self._slice)
        elif self.measure.total:
            yield self._record(_BAD, over(self.measure.bad_part, self.base))
            yield self._record(_ALL, over(self.measure.total, self.base))
        elif not self.measure.is_ranged:
            yield self._record(_SAMPLE, over(f"({self.measure.bad_share}) >= 0", self.base))

    @property
    def _slice(self) -> str:
        """One slice: whether it is bad, or which share of it.

        One without events is measured and not bad; one without a number, or without any series, is not measured.
        """
        length, target = self.objective.slice, self.objective.slice_target
        step = duration(min(SAMPLED_EACH, length / 4))
        measure = self.measure if self.measure.is_ranged else self.measure.over_time(step)
        empty = f"or ({measure.total} == 0)" if measure.total else ""
        if self.slo.method is Method.RATIO_TIMESLICES:
            return over(f"({measure.bad_share}) >= 0 {empty}".rstrip(), length)
        share = measure.good_share if empty else f"({measure.good_share}) >= 0"
        return over(f"({share}) < bool {1.0 if target is None else target!r} - {_ROUNDING}", length)

    # --- each window ----------------------------------------------------------------------

    def _shares(self, lengths: Sequence[timedelta]) -> Iterator[Recording]:
        for length in lengths:
            yield self._record(f"{SHARE}{duration(length)}", self._share(length))

    def _share(self, length: timedelta) -> str:
        if self.is_sliced or not (self.measure.total or self.measure.is_ranged):
            return f"avg_over_time({self._back(_SAMPLE, length)})"
        if self.measure.is_ranged and (length != self.slo.window.length or not self.measure.total):
            return over(self.measure.bad_share, length)
        return f"sum_over_time({self._back(_BAD, length)}) / sum_over_time({self._back(_ALL, length)})"

    def _back(self, name: str, length: timedelta) -> str:
        """What was recorded over the last so long.

        Half an interval less, so that an hour of minutes is sixty of them and not, with both its ends, sixty-one.
        """
        each = self.interval
        span = length if each is None else length // each * each - each / 2
        return f"{series(name, self.labels)}[{duration(span)}]"

    def _constants(self) -> Iterator[Recording]:
        yield self._record("slo:objective:ratio", f"vector({self.objective.target!r})")
        yield self._record("slo:allowed:ratio", f"vector({float(self.objective.allowed)!r})")

    def _burns(self, lengths: Sequence[timedelta]) -> Iterator[Recording]:
        allowed = repr(float(self.objective.allowed))
        for length in lengths:
            share = series(f"{SHARE}{duration(length)}", self.labels)
            yield self._record(f"{BURN}{duration(length)}", f"{share} / {allowed}")
        yield self._record(LEFT, f"1 - {self._spent}")

    @property
    def _spent(self) -> str:
        """The share of the budget that is spent: of slices, of all that the window has, measured or not."""
        period = self.slo.window.length
        if not self.is_sliced:
            return series(f"{BURN}{duration(period)}", self.labels)
        allowed = float(self.objective.allowed * Fraction(period / self.objective.slice))
        return f"sum_over_time({self._back(_SAMPLE, period)}) / {allowed!r}"
