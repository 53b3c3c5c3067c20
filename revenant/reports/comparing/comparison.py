"""Two samples of durations compared, and what may be said of it in one sentence: never more than the samples carry."""

from __future__ import annotations

from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from revenant.core.times import format_duration
from revenant.reports.measuring.samples import Sample
from revenant.reports.statistics.hazards import HazardTest, compare_hazards
from revenant.reports.statistics.location import log_deviation
from revenant.reports.statistics.order import fewest
from revenant.reports.statistics.power import smallest_cut
from revenant.reports.statistics.ranks import RankTest, mann_whitney
from revenant.reports.statistics.survival import time_until
from revenant.reports.wording import chance, duration, percent

FEWEST = fewest(0.5)
LEVEL = 0.05


class Verdict(StrEnum):
    """What a comparison comes to."""

    LONGER = "longer"
    SHORTER = "shorter"
    NOTHING = "no difference can be told"
    REFUSED = "cannot be compared"


class Comparison(NamedTuple):
    """The tests of two samples: `test` of what has ended in each, `hazards` also of what is still open, if anything is.

    `spread` is the standard deviation of the logarithms that both samples share.
    """

    first: Sample
    second: Sample
    test: RankTest
    hazards: HazardTest | None
    spread: float | None

    @property
    def p(self) -> float:
        """The one on which the verdict rests: of the test that counts open incidents, if there are any."""
        return self.hazards.p if self.hazards else self.test.p

    def smallest_cut(self, comparisons: int = 1) -> float | None:
        """By which share durations must have become shorter to be noticed in four of five cases, of so many tests."""
        level = 1 - LEVEL / comparisons
        return smallest_cut(self.first.n, self.second.n, self.spread, level=level) if self.spread else None

    def verdict(self, p: float | None = None) -> Verdict:
        """What may be said at 5 %; `p` is the corrected one where several comparisons are made."""
        if (self.p if p is None else p) >= LEVEL:
            return Verdict.NOTHING
        longer = self.hazards.z > 0 if self.hazards else self.test.later_longer > 0.5
        return Verdict.LONGER if longer else Verdict.SHORTER


def refusal(first: Sample, second: Sample, names: tuple[str, str]) -> str:
    """Why two samples cannot be compared; empty where they can."""
    few = [(name, each.n) for name, each in zip(names, (first, second), strict=True) if each.n < FEWEST]
    if not few:
        return ""
    have = " and ".join(f"{name} has {n} measured" for name, n in few)
    return f"{have}; {FEWEST} are needed in each"


def compare(first: Sample, second: Sample) -> Comparison:
    """Compare two samples that are large enough (see `refusal`)."""
    still_open = first.pending or second.pending
    return Comparison(
        first,
        second,
        mann_whitney(first.recorded, second.recorded),
        compare_hazards(first.observations, second.observations) if still_open else None,
        _spread(first.recorded, second.recorded),
    )


def _spread(first: list[float], second: list[float]) -> float | None:
    (n, one), (m, other) = ((sum(each > 0 for each in sample), log_deviation(sample)) for sample in (first, second))
    if one is None or other is None:
        return None
    return sqrt(((n - 1) * one**2 + (m - 1) * other**2) / (n + m - 2))


def in_words(found: Comparison, names: tuple[str, str]) -> str:
    """The verdict as a sentence."""
    early, late = names
    verdict = found.verdict()
    of = f"{chance(found.p).text}, {_sizes(found)}"
    if verdict is Verdict.NOTHING:
        return f"{verdict} between {early} and {late}: {of}.{_missed(found)}"
    return f"{verdict} in {late} than in {early}: {_seen(found, names)} ({of}). This does not tell why."


def _seen(found: Comparison, names: tuple[str, str]) -> str:
    early, late = names
    if found.hazards:
        return f"half had ended after {_half(found.second)} in {late} and after {_half(found.first)} in {early}"
    return (
        f"take one incident of each at random, and that of {late} took longer in "
        f"{percent(found.test.later_longer)} of such pairs"
    )


def _half(found: Sample) -> str:
    """When half of them had ended, open ones counted."""
    span = duration(time_until(found.curve, 0.5))
    return "a time not known yet" if span is None else format_duration(span)


def _sizes(found: Comparison) -> str:
    still_open = len(found.first.pending) + len(found.second.pending)
    sizes = [each.n + len(each.pending) for each in (found.first, found.second)]
    return f"n = {sizes[0]:,} and {sizes[1]:,}" + (f", {still_open:,} of them still open" if still_open else "")


def _missed(found: Comparison) -> str:
    cut = found.smallest_cut()
    if cut is None:
        return ""
    return (
        f" That does not mean that nothing changed: samples like these miss a change of {both_ways(cut)} in one "
        "case of five, and a smaller one more often."
    )


def both_ways(cut: float) -> str:
    """A smallest change as the cut and the growth that undo each other."""
    return f"−{percent(cut)} or +{percent(1 / (1 - cut) - 1)}"
