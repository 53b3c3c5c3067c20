"""Series of a ratio metric put together to periods: so many events of so many were good."""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from revenant.slos.measuring.admission import Admission
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.prometheus import Measure, increases
from revenant.slos.measuring.runs import Run
from revenant.slos.slo import Indicator, Method, Objective, Slo
from revenant.slos.usage import Flaw

_Samples = Mapping[int, float]
_Values = dict[tuple[int, int], float]
_HOLDS = {"lte": operator.le, "lt": operator.lt, "gte": operator.ge, "gt": operator.gt}
_WITHOUT = {
    Measure.GOOD: "without a value of good beside total, not measured",
    Measure.BAD: "without a value of bad beside total, not measured; `or 0 * TOTAL` in a query says that none is zero",
}


class Ratios(NamedTuple):
    """The samples of an SLO's series by moments, and how its document says that they are to be understood.

    `objective`: what the values of a threshold metric are compared with.
    """

    samples: Mapping[Measure, Sequence[_Samples]]
    indicator: Indicator
    method: Method
    objective: Objective | None = None

    def periods(self, admission: Admission) -> Iterator[Run]:
        """In order of time.

        Raises:
            ValueError: they cannot be put together.
        """
        for start, end, good, total in sorted(self._counts(admission.faults)):
            if admission.looks_at(start, end, end) and (run := admission.counted(start, end, good, total, end)):
                yield run

    def _counts(self, faults: Faults) -> Iterator[tuple[int, int, float, float]]:
        if Measure.RAW in self.samples:
            yield from self._shares(faults)
            return
        if Measure.VALUE in self.samples:
            yield from self._compared(faults)
            return
        which = Measure.GOOD if Measure.GOOD in self.samples else Measure.BAD
        missing = [each for each in (which, Measure.TOTAL) if each not in self.samples]
        if missing:
            raise ValueError(
                f"there are no samples of {missing[0]}" + (" or of good" if Measure.BAD in missing else "")
            )
        part, total = self._values(which, faults), self._values(Measure.TOTAL, faults)
        for stretch, count in total.items():
            if stretch in part:
                yield *stretch, part[stretch] if which is Measure.GOOD else count - part[stretch], count
            else:
                faults.add(Flaw.GAP, stretch[1], words=_WITHOUT[which])

    def _shares(self, faults: Faults) -> Iterator[tuple[int, int, float, float]]:
        """A ratio a slice; it tells nothing of how many events there were."""
        if self.method is Method.OCCURRENCES:
            raise ValueError("a raw ratio tells nothing of how many events there were, which Occurrences need")
        if len(self.samples[Measure.RAW]) != 1:
            raise ValueError(f"{len(self.samples[Measure.RAW])} series of raw ratios, which cannot be added up")
        for stretch, ratio in self._values(Measure.RAW, faults).items():
            yield *stretch, 1 - ratio if self.indicator.raw_is_failure else ratio, 1

    def _compared(self, faults: Faults) -> Iterator[tuple[int, int, float, float]]:
        """Each value is an event, and good if the comparison holds."""
        op, bound = (self.objective.op, self.objective.value) if self.objective else ("", None)
        if op not in _HOLDS or bound is None:
            raise ValueError("values, but the objective does not say with `op` and `value` what they are compared with")
        several = self.samples[Measure.VALUE]
        good = [{at: float(_HOLDS[op](value, bound)) for at, value in samples.items()} for samples in several]
        total = [dict.fromkeys(samples, 1.0) for samples in several]
        compared = self._replace(samples={Measure.GOOD: good, Measure.TOTAL: total}, indicator=Indicator())
        yield from compared._counts(faults)

    def _values(self, measure: Measure, faults: Faults) -> _Values:
        several, is_counter = self.samples[measure], self.indicator.is_counter and measure is not Measure.RAW
        moments = sorted({moment for each in self.samples.values() for samples in each for moment in samples})
        return _counters(several, moments, faults) if is_counter else _gauges(several, moments)


def ratios(samples: Mapping[Measure, Sequence[_Samples]], slo: Slo, objective: Objective) -> Ratios:
    """The samples as the document of the SLO, or this objective with an indicator of its own, understands them."""
    return Ratios(samples, objective.indicator or slo.indicator, slo.method, objective)


def _gauges(several: Iterable[_Samples], moments: Sequence[int]) -> _Values:
    """Samples added up by moment; each is about the time since the one before it should have been.

    Raises:
        ValueError: there is but one, which does not say how long that is.
    """
    step = min((after - before for before, after in pairwise(moments)), default=0)
    if moments and not step:
        raise ValueError("a single sample does not say over which time it was measured")
    sums: _Values = {}
    for samples in several:
        for moment, value in samples.items():
            stretch = moment - step, moment
            sums[stretch] = sums.get(stretch, 0) + value
    return sums


def _counters(several: Iterable[_Samples], moments: Sequence[int], faults: Faults) -> _Values:
    """Increases added up, each over the stretches between samples of any series."""
    sums: _Values = {}
    for samples in several:
        for start, end, increase in increases(samples, faults):
            between = moments[bisect_left(moments, start) : bisect_left(moments, end) + 1]
            for stretch in pairwise(between):
                share = (stretch[1] - stretch[0]) / (end - start)
                sums[stretch] = sums.get(stretch, 0) + increase * share
    return sums
