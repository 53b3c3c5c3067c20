"""Slices: made of periods of their length or shorter, judged whole, in the span in which they end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.measuring.reading import measure
from revenant.slos.slo import Method, Objective
from revenant.slos.usage import Asked, Usage
from tests.slos.measuring.files import MINUTE, NOON, MemoryShelf, TextFile, csv_text, read_spans, row, span, usage


def _five(rows: list[str], start: float, end: float, method: Method = Method.TIMESLICES, now: float = 1440) -> Usage:
    objective = Objective(name="x", target=0.9, slice_target=0.5, slice_window=5 * MINUTE)
    return read_spans(csv_text(rows), [span(start, end)], method, NOON + now * MINUTE, objective).usages[0]


def test_a_slice_exactly_at_its_target_is_good() -> None:
    rows = [row(0, 1, 95, 100), row(1, 2, 94, 100), row(2, 3, 19, 20), row(3, 4, "0.95", 1)]
    assert usage(csv_text(rows), 0, 4, Method.TIMESLICES) == Usage(1, 4, 4 * MINUTE)


def test_short_periods_fill_slices_from_midnight_on() -> None:
    rows = [row(minute, minute + 1, good, 10) for minute, good in enumerate([0, 0, 10, 10, 10, 0, 0, 0, 10, 10])]
    assert _five(rows, 0, 10) == Usage(1, 2, 10 * MINUTE)


def test_periods_that_fit_into_no_slice_are_parted() -> None:
    rows = [row(0, 3, 0, 30), row(3, 6, 30, 30), row(6, 9, 30, 30), row(9, 12, 30, 30)]
    found = _five(rows, 0, 15)
    assert found == Usage(1, 3, 12 * MINUTE)


def test_a_slice_partly_measured_is_judged_by_what_is_known() -> None:
    assert _five([row(3, 4, 1, 10)], 0, 10) == Usage(1, 1, MINUTE)


def test_a_slice_that_is_not_over_is_not_judged() -> None:
    rows = [row(minute, minute + 1, 0, 1) for minute in range(8)]
    assert _five(rows, 0, 10, now=8) == Usage(1, 1, 5 * MINUTE)


def test_a_slice_belongs_to_the_span_in_which_it_ends() -> None:
    rows = [row(minute, minute + 1, 0, 1) for minute in range(20)]
    assert [_five(rows, start, start + 5).bad for start in (-2, 0, 2, 3)] == [0, 1, 1, 1]


def test_a_period_as_long_as_a_slice_is_one_wherever_it_begins() -> None:
    assert _five([row(2, 7, 0, 1), row(7, 12, 1, 1)], 0, 15) == Usage(1, 2, 10 * MINUTE)


def test_a_span_shorter_than_a_slice_is_told_nothing() -> None:
    rows = [row(minute, minute + 1, 0, 1) for minute in range(20)]
    assert _five(rows, 4, 6) == Usage(0, 0, timedelta())


def test_a_span_shorter_than_the_periods_is_told_nothing() -> None:
    rows = [row(0, 60, 50, 60), row(60, 120, 60, 60)]
    assert usage(csv_text(rows), 55, 60) == Usage(0, 0, timedelta())
    assert usage(csv_text(rows), 30, 90) == Usage(5, 60, 60 * MINUTE)


def test_shares_of_slices_are_added_up() -> None:
    rows = [row(0, 1, 1, 2), row(1, 2, 3, 4), row(2, 3, 0, 0)]
    assert usage(csv_text(rows), 0, 3, Method.RATIO_TIMESLICES) == Usage(0.75, 3, 3 * MINUTE)


def test_objectives_are_judged_each_by_its_own_slices() -> None:
    rows = [row(minute, minute + 1, minute % 2, 1) for minute in range(10)]
    strict, mild = (Objective(name="", target=0.9, slice_target=least, slice_window=MINUTE) for least in (1, 0.1))
    long = Objective(name="", target=0.9, slice_target=0.5, slice_window=5 * MINUTE)
    asked = [Asked(each, span(0, 10)) for each in (strict, long, mild)]
    found = measure(TextFile(csv_text(rows)), "x", Method.TIMESLICES, asked, NOON + 10 * MINUTE, MemoryShelf()).usages
    assert found == [Usage(5, 10, 10 * MINUTE), Usage(1, 2, 10 * MINUTE), Usage(5, 10, 10 * MINUTE)]


def test_a_period_that_is_cut_at_many_edges_is_whole_again() -> None:
    spans = [span(0, 10), *(span(start / 7, start / 7 + 1) for start in range(60))]
    reading = read_spans(csv_text([row(0, 1, 1, 3), row(1, 2, 1, 10)]), spans)
    assert reading.usages[0] == Usage(11, 13, 2 * MINUTE)


@pytest.mark.parametrize("method", list(Method))
def test_what_is_asked_of_nothing_is_nothing(method: Method) -> None:
    reading = read_spans(csv_text([row(0, 1, 1, 1)]), [], method)
    assert (reading.usages, reading.faults) == ([], [])
    assert usage(csv_text([]), 0, 9, method) == Usage(0, 0, timedelta())
    assert usage(csv_text([row(0, 1, 1, 1)]), 9, 3, method) == Usage(0, 0, timedelta())
