"""What Prometheus records of an objective: the share that was bad over each window, and how fast the budget burns.

How a budget is counted decides how windows are put together. Occurrences: the bad of all events, so that a busy hour
weighs more than a calm one. Slices: the mean over slices, each of which weighs the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from revenant.slos.alerting.promql import duration, over, series
from revenant.slos.alerting.rules import Group, Recording
from revenant.slos.alerting.sources import Measure
from revenant.slos.slo import Method, Objective, Slo

SAMPLED_EACH = timedelta(minutes=1)
SHARE, BURN, LEFT = "slo:error:ratio_rate", "slo:burn:ratio_rate", "slo:budget_remaining:ratio"
_BAD, _ALL, _SAMPLE = "slo:bad_events", "slo:all_events", "slo:error:ratio"


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

    def groups(self, lengths: Iterable[timedelta]) -> tuple[Group | None, list[Recording]]:
        """What is sampled at an interval of its own, if anything is; and the recordings of all these windows."""
        windows = [*self._shares(lengths), *self._constants(), *self._burns(lengths)]
        samples = list(self._samples())
        if not self._is_sampled:
            return None, [*samples, *windows]
        return Group(f"{self.name} samples", [*samples], self._interval), windows

    @property
    def _is_sliced(self) -> bool:
        return self.slo.method is not Method.OCCURRENCES

    @property
    def _is_sampled(self) -> bool:
        return self._is_sliced or not self.measure.is_ranged

    @property
    def _interval(self) -> timedelta:
        return self.objective.slice if self._is_sliced else SAMPLED_EACH

    def _record(self, name: str, expr: str) -> Recording:
        return Recording(name, expr, self.labels)

    def _series(self, name: str) -> str:
        return series(name, self.labels)

    # --- what all windows are made of ------------------------------------------------------

    def _samples(self) -> Iterator[Recording]:
        """The series that are looked back at: of events both counts, of anything else the share that is bad."""
        if self._is_sliced:
            yield self._record(_SAMPLE, self._slice)
        elif self.measure.total:
            yield self._record(_BAD, over(self.measure.bad_part, self.base))
            yield self._record(_ALL, over(self.measure.total, self.base))
        elif not self.measure.is_ranged:
            yield self._record(_SAMPLE, over(self.measure.bad_share, self.base))

    @property
    def _slice(self) -> str:
        """One slice: whether it is bad, or which share of it. One without events is neither good nor bad."""
        length, target = self.objective.slice, self.objective.slice_target
        if self.slo.method is Method.RATIO_TIMESLICES:
            return over(f"({self.measure.bad_share}) >= 0", length)
        wanted = 1.0 if target is None else target
        return over(f"(({self.measure.good_share}) >= 0) < bool {wanted!r}", length)

    # --- each window ----------------------------------------------------------------------

    def _shares(self, lengths: Iterable[timedelta]) -> Iterator[Recording]:
        for length in lengths:
            yield self._record(f"{SHARE}{duration(length)}", self._share(length))

    def _share(self, length: timedelta) -> str:
        window = duration(length)
        if not self._is_sliced and self.measure.total:
            if self.measure.is_ranged and length != self.slo.window.length:
                return over(self.measure.bad_share, length)
            bad, whole = (f"sum_over_time({self._series(name)}[{window}])" for name in (_BAD, _ALL))
            return f"{bad} / {whole}"
        if not self._is_sliced and self.measure.is_ranged:
            return over(self.measure.bad_share, length)
        return f"avg_over_time({self._series(_SAMPLE)}[{window}])"

    def _constants(self) -> Iterator[Recording]:
        yield self._record("slo:objective:ratio", f"vector({self.objective.target!r})")
        yield self._record("slo:allowed:ratio", f"vector({float(self.objective.allowed)!r})")

    def _burns(self, lengths: Iterable[timedelta]) -> Iterator[Recording]:
        allowed = repr(float(self.objective.allowed))
        for length in lengths:
            share = self._series(f"{SHARE}{duration(length)}")
            yield self._record(f"{BURN}{duration(length)}", f"{share} / {allowed}")
        period = self._series(f"{BURN}{duration(self.slo.window.length)}")
        yield self._record(LEFT, f"1 - {period}")
