"""The comparison for every group, corrected for how many there are; groups too small are named, with why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revenant.core.tables import Column, Table, Value
from revenant.reports.comparing.comparison import FEWEST, Comparison, Verdict, both_ways, compare, refusal
from revenant.reports.comparing.overall import share_of, signed, signed_interval
from revenant.reports.comparing.sides import Side
from revenant.reports.measuring.samples import Sample
from revenant.reports.question import NOT_KNOWN, By, Question, grouped_places
from revenant.reports.statistics.location import median
from revenant.reports.statistics.order import quantile_interval
from revenant.reports.statistics.ranks import hodges_lehmann
from revenant.reports.statistics.several import holm
from revenant.reports.wording import chance, duration, duration_interval

_PLURAL = {By.SERVICE: "services", By.TEAM: "teams", By.TAG: "tags"}


class Pair(NamedTuple):
    """One group in both periods; `found` is None where it cannot be compared, `why` says why."""

    name: str
    first: Sample
    second: Sample
    found: Comparison | None
    why: str


def group_tables(first: Side, second: Side, by: By, question: Question) -> list[Table]:
    """The comparisons, those made first, and below them the medians they are about."""
    pairs = sorted(_pairs(first, second, by, question), key=lambda pair: pair.found is None)
    return [_comparisons(pairs, by, first.name, second.name), _medians(pairs, by, first.name, second.name)]


def _comparisons(pairs: Sequence[Pair], by: By, early: str, late: str) -> Table:
    compared = [pair.found for pair in pairs if pair.found is not None]
    corrected = [*holm([found.p for found in compared]), *[None] * (len(pairs) - len(compared))]
    rows = [_row(pair, p, len(compared)) for pair, p in zip(pairs, corrected, strict=True)]
    columns = [
        Column(by.value, "group"),
        Column(f"n {early}", "n_first", right=True),
        Column(f"n {late}", "n_second", right=True),
        Column("open", "open", right=True),
        Column("shift", "shift", right=True),
        Column("95 % interval", "shift_interval", right=True),
        Column("P(longer)", "later_longer", right=True),
        Column("p", "p", right=True),
        Column("p (Holm)", "p_holm", right=True),
        Column("verdict", "verdict", wide=True),
    ]
    notes = [
        f"P(longer), shift: of {late}, among what has ended. The verdict rests on p (Holm), of Mann and Whitney's test "
        "or, where incidents are still open, of Peto and Peto's.",
        f"p (Holm) and the smallest change are corrected for the {len(compared)} groups compared, lest one of many "
        "stand out by chance; the intervals are not.",
        *([f"An incident of two {_PLURAL[by]} counts in both."] if by in _PLURAL else []),
    ]
    return Table(f"By {by}", columns, rows, notes, key="groups")


def _medians(pairs: Sequence[Pair], by: By, early: str, late: str) -> Table:
    columns = [
        Column(by.value, "group"),
        Column(f"n {early}", "n_first", right=True),
        Column(f"median {early}", "median_first", right=True),
        Column("95 % interval", "median_first_interval", right=True),
        Column(f"n {late}", "n_second", right=True),
        Column(f"median {late}", "median_second", right=True),
        Column("95 % interval", "median_second_interval", right=True),
    ]
    rows: list[list[Value]] = [[pair.name, *_median(pair.first), *_median(pair.second)] for pair in pairs]
    return Table(f"Medians by {by}", columns, rows, key="medians")


def _pairs(first: Side, second: Side, by: By, question: Question) -> list[Pair]:
    early, late = grouped_places(first.its, by, question), grouped_places(second.its, by, question)
    names = sorted({*early, *late}, key=lambda name: (name == NOT_KNOWN, name))
    return [_pair(name, (first, early.get(name, [])), (second, late.get(name, []))) for name in names]


def _pair(name: str, *sides: tuple[Side, Sequence[int]]) -> Pair:
    first, second = (side.reading.sample(places) for side, places in sides)
    why = refusal(first, second, (sides[0][0].name, sides[1][0].name))
    return Pair(name, first, second, None if why else compare(first, second), why)


def _row(pair: Pair, corrected: float | None, tests: int) -> list[Value]:
    still_open = len(pair.first.pending) + len(pair.second.pending)
    return [pair.name, pair.first.n, pair.second.n, still_open, *_found(pair, corrected, tests)]


def _median(found: Sample) -> list[Value]:
    middle = duration(median(found.recorded)) if found.n >= FEWEST else None
    return [found.n, middle, duration_interval(quantile_interval(found.recorded, 0.5))]


def _found(pair: Pair, corrected: float | None, tests: int) -> list[Value]:
    found = pair.found
    if found is None or corrected is None:
        return [None, None, None, None, None, f"{Verdict.REFUSED}: {pair.why}"]
    shift = hodges_lehmann(pair.first.recorded, pair.second.recorded)
    return [
        signed(shift.estimate),
        signed_interval(shift.bounds),
        share_of(found.test.later_longer),
        chance(found.p),
        chance(corrected),
        _said(found, corrected, tests),
    ]


def _said(found: Comparison, corrected: float, tests: int) -> str:
    verdict, cut = found.verdict(corrected), found.smallest_cut(tests)
    if verdict is not Verdict.NOTHING or cut is None:
        return verdict.value
    return f"{verdict}; smallest change to be noticed {both_ways(cut)}"
