"""Every flaw of measured values has an outcome, and is told once however often it was found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from revenant.slos.slo import Method
from revenant.slos.usage import Fault, Flaw, Reading, Usage
from tests.slos.measuring.files import HEAD, MINUTE, NOON, csv_text, flaws, read_spans, row, span

HOUR = timedelta(hours=1)


def _hour(*rows: str, method: Method = Method.OCCURRENCES) -> Reading:
    return read_spans(csv_text(rows), [span(0, 60)], method, NOON + HOUR)


def test_a_gap_is_not_measured_and_its_length_told() -> None:
    reading = _hour(row(0, 10, 9, 10), row(20, 30, 10, 10), row(40, 60, 20, 20))
    assert reading.usages == [Usage(1, 40, 40 * MINUTE)]
    assert reading.faults == [Fault(Flaw.GAP, 2, "slos/data/x.csv:3", "not measured, 20m 00s in all")]


def test_the_same_row_again_counts_once() -> None:
    reading = _hour(row(0, 10, 9, 10), row(0, 10, 9, 10), row(0, 10, "9.0", 10))
    assert reading.usages == [Usage(1, 10, 10 * MINUTE)]
    assert reading.faults == [Fault(Flaw.DUPLICATE, 2, "slos/data/x.csv:3", "counted once")]


def test_of_a_period_with_two_values_the_last_line_counts() -> None:
    reading = _hour(row(0, 10, 9, 10), row(10, 20, 10, 10), row(0, 10, 7, 10))
    assert reading.usages == [Usage(3, 20, 20 * MINUTE)]
    assert [fault.words for fault in reading.faults if fault.flaw is Flaw.DUPLICATE] == [
        "with other values; the last line counts"
    ]


def test_time_in_two_periods_counts_once() -> None:
    reading = _hour(row(0, 10, 5, 10), row(5, 15, 0, 20))
    assert reading.usages == [Usage(5 + 10, 10 + 10, 15 * MINUTE)]
    assert reading.faults == [
        Fault(Flaw.OVERLAP, 1, "slos/data/x.csv:3", "time that an earlier period covers is not counted again")
    ]


def test_an_hour_and_its_minutes_count_the_hour_once() -> None:
    minutes = [row(minute, minute + 1, 1, 1) for minute in range(60)]
    reading = _hour(row(0, 60, 0, 60), *minutes)
    assert reading.usages[0].measured == HOUR
    assert reading.usages[0].all == pytest.approx(60)


@pytest.mark.parametrize(("good", "total"), [("abc", 10), (11, 10), (-1, 10)])
def test_a_row_that_does_not_count_is_no_data_until_its_end(good: str | int, total: int) -> None:
    rejected = [row(minute, minute + 1, good, total) for minute in range(10, 60)]
    assert _hour(row(0, 10, 9, 10), *rejected).until == NOON + 10 * MINUTE


def test_a_row_that_is_not_over_is_in_the_future() -> None:
    reading = _hour(row(0, 10, 9, 10), row(50, 61, 0, 10), row(70, 80, 0, 10))
    assert reading.usages == [Usage(1, 10, 10 * MINUTE)]
    assert reading.until == NOON + 10 * MINUTE
    assert reading.faults == [Fault(Flaw.FUTURE, 2, "slos/data/x.csv:3", "not counted until it is over")]


@pytest.mark.parametrize(
    ("bad", "flaw"),
    [
        (row(10, 20, 11, 10), Flaw.MORE_GOOD_THAN_TOTAL),
        (row(10, 20, -1, 10), Flaw.NEGATIVE),
        (row(10, 20, 1, -1), Flaw.NEGATIVE),
        (row(20, 10, 1, 1), Flaw.BACKWARDS),
        (row(10, 10, 1, 1), Flaw.BACKWARDS),
        (row(10, 20, "NaN", 10), Flaw.UNREADABLE),
        (row(10, 20, 1, "inf"), Flaw.UNREADABLE),
        (row(10, 20, 1, "1e300"), Flaw.UNREADABLE),
        (row(10, 20, "1_0", 10), Flaw.UNREADABLE),
        (row(10, 20, "", ""), Flaw.UNREADABLE),
        (row(10, 20, "1,5", 10), Flaw.UNREADABLE),
        ("2026-11-23T12:10:00,2026-11-23T12:20:00,1,1", Flaw.UNREADABLE),
        ("2026-11-31T12:10:00Z,2026-11-31T12:20:00Z,1,1", Flaw.UNREADABLE),
        ("yesterday", Flaw.UNREADABLE),
        ("\N{ARABIC-INDIC DIGIT ONE}", Flaw.UNREADABLE),
    ],
)
def test_a_row_that_cannot_be_true_is_not_counted(bad: str, flaw: Flaw) -> None:
    reading = _hour(row(0, 10, 9, 10), bad, row(20, 30, 10, 10))
    assert reading.usages == [Usage(1, 20, 20 * MINUTE)]
    assert flaws(reading) == {flaw: 1, Flaw.GAP: 1}
    assert reading.faults[-1].where.endswith(":3") or reading.faults[0].where.endswith(":4")


def test_good_may_exceed_total_by_the_rounding_of_a_query() -> None:
    reading = _hour(row(0, 60, "100.00000000001", "100.0"))
    assert reading.usages == [Usage(0, 100, HOUR)]
    assert not reading.faults


def test_rows_in_disorder_count_all_the_same() -> None:
    reading = _hour(row(20, 30, 10, 10), row(0, 10, 9, 10), row(10, 20, 8, 10))
    assert reading.usages == [Usage(3, 30, 30 * MINUTE)]
    assert reading.faults == [Fault(Flaw.OUT_OF_ORDER, 2, "slos/data/x.csv:3", "sorted, and counted")]


def test_periods_longer_than_a_slice_tell_nothing_of_slices() -> None:
    reading = _hour(row(0, 10, 9, 10), row(10, 11, 0, 1), method=Method.TIMESLICES)
    assert reading.usages == [Usage(1, 1, MINUTE)]
    assert flaws(reading) == {Flaw.LONGER_THAN_SLICE: 1}


def test_a_slice_without_events_is_measured_and_not_bad() -> None:
    reading = _hour(row(0, 1, 0, 0), row(1, 2, 0, 5), row(2, 3, 0, 0), method=Method.TIMESLICES)
    assert reading.usages == [Usage(1, 3, 3 * MINUTE)]
    assert reading.faults == [Fault(Flaw.NO_EVENTS, 2, "slos/data/x.csv:2", "a slice of them alone is not bad")]


def test_a_million_flaws_are_one_line() -> None:
    rows = [row(10, 20, -1, 10)] * 1000 + ["?"] * 1000
    assert [fault.times for fault in _hour(*rows).faults] == [1000, 1000]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("period_start,period_end,good", "the header lacks total: nothing is counted"),
        (f"{HEAD},good", "the header names good twice: nothing is counted"),
        (row(0, 1, 1, 1), "the header lacks period_start, period_end, good, total: nothing is counted"),
    ],
)
def test_without_a_header_nothing_is_counted(text: str, words: str) -> None:
    reading = read_spans(f"{text}\n{row(0, 1, 1, 1)}\n", [span(0, 60)])
    assert reading.usages == [Usage(0, 0, timedelta())]
    assert reading.faults == [Fault(Flaw.UNREADABLE, 1, "slos/data/x.csv:1", words)]
    assert reading.until is None


def test_an_empty_file_lacks_a_header() -> None:
    assert flaws(read_spans("", [span(0, 60)])) == {Flaw.UNREADABLE: 1}


def test_flaws_before_what_is_asked_about_are_not_told() -> None:
    reading = read_spans(csv_text([row(-90, -80, -1, 10), row(-50, -40, 9, "x"), row(0, 1, 1, 1)]), [span(0, 60)])
    assert not reading.faults
