"""Answers of Prometheus to range queries: counters, gauges, ratios; and what becomes of those that tell nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from revenant.core.times import format_time
from revenant.slos.measuring.admission import Admission
from revenant.slos.measuring.faults import Faults
from revenant.slos.measuring.moments import micros
from revenant.slos.measuring.prometheus import Measure, Series, by_measure, read_answer
from revenant.slos.measuring.ratios import Ratios
from revenant.slos.measuring.runs import Scope
from revenant.slos.slo import Indicator, Method, Objective
from revenant.slos.usage import Fault, Flaw
from tests.slos.measuring.files import MINUTE, NOON

COUNTER, GAUGE = Indicator(is_counter=True), Indicator()
START = int(NOON.timestamp())


def _samples(*values: object, step: int = 60, start: float = START) -> list[list[object]]:
    return [[start + step * place, str(value)] for place, value in enumerate(values) if value is not None]


def _answer(*series: list[list[object]] | Mapping[str, Any], **more: object) -> bytes:
    result = [each if isinstance(each, Mapping) else {"metric": {}, "values": each} for each in series]
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": result}} | more).encode()


def _read(
    answers: Mapping[Measure, bytes], indicator: Indicator, method: Method = Method.OCCURRENCES
) -> tuple[list[tuple[float, float, float]], list[Fault]]:
    """Periods as minute of their end, good and total; and what was wrong."""
    faults = Faults("x.json", by_time=True)
    samples = {
        measure: [each.samples(faults) for each in read_answer(answer, faults)] for measure, answer in answers.items()
    }
    admission = Admission(Scope(0, micros(NOON + timedelta(hours=1))), faults)
    runs = Ratios(samples, indicator, method).periods(admission)
    return [((run.end - micros(NOON)) / 6e7, run.good[0], run.total[0]) for run in runs], faults.all


def _pair(good: bytes, total: bytes, which: Measure = Measure.GOOD) -> dict[Measure, bytes]:
    return {which: good, Measure.TOTAL: total}


def test_counters_count_what_they_grew_by() -> None:
    answers = _pair(_answer(_samples(100, 109, 119)), _answer(_samples(200, 210, 220)))
    assert _read(answers, COUNTER) == ([(1, 9, 10), (2, 10, 10)], [])


def test_a_counter_that_begins_anew_grew_by_what_it_is() -> None:
    periods, faults = _read(_pair(_answer(_samples(100, 4, 9)), _answer(_samples(100, 5, 10))), COUNTER)
    assert periods == [(1, 4, 5), (2, 5, 5)]
    at = format_time(NOON + MINUTE)
    assert faults == [Fault(Flaw.COUNTER_RESET, 2, f"x.json at {at}", "what was counted since is the increase")]


def test_counters_of_several_instances_are_added_up_after_their_resets() -> None:
    total = _answer(_samples(100, 110, 120), _samples(50, 3, 8))
    assert _read(_pair(total, total), COUNTER)[0] == [(1, 13, 13), (2, 15, 15)]


def test_an_instance_that_begins_later_grows_from_its_first_sample_on() -> None:
    total = _answer(_samples(0, 10, 20), _samples(None, 500, 501))
    assert _read(_pair(total, total), COUNTER)[0] == [(1, 10, 10), (2, 11, 11)]


def test_a_counter_that_was_not_seen_for_a_while_has_grown_over_all_of_it() -> None:
    answers = _pair(_answer(_samples(0, 9, None, 29)), _answer(_samples(0, 10, None, 30)))
    assert _read(answers, COUNTER) == ([(1, 9, 10), (3, 20, 20)], [])
    other = _pair(_answer(_samples(0, 9, None, 29)), _answer(_samples(0, 10, 20, 30)))
    assert _read(other, COUNTER)[0] == [(1, 9, 10), (2, 10, 10), (3, 10, 10)]


def test_gauges_are_about_the_time_before_them() -> None:
    answers = _pair(_answer(_samples(9, 10, "NaN", 8)), _answer(_samples(10, 10, 0, 10)))
    periods, faults = _read(answers, GAUGE)
    assert periods == [(0, 9, 10), (1, 10, 10), (3, 8, 10)]
    assert [(fault.flaw, fault.words) for fault in faults] == [
        (Flaw.GAP, "without a value of good beside total, not measured")
    ]


def test_bad_instead_of_good() -> None:
    answers = _pair(_answer(_samples(1, None, 2)), _answer(_samples(10, 10, 10)), Measure.BAD)
    periods, faults = _read(answers, GAUGE)
    assert periods == [(0, 9, 10), (2, 8, 10)]
    assert "`or 0 * TOTAL`" in faults[0].words


@pytest.mark.parametrize(("is_failure", "good"), [(False, [0.75, 1]), (True, [0.25, 0])])
def test_raw_ratios_are_slices(is_failure: bool, good: list[float]) -> None:
    answer = {Measure.RAW: _answer(_samples(0.75, 1))}
    periods, faults = _read(answer, Indicator(raw_is_failure=is_failure), Method.RATIO_TIMESLICES)
    assert periods == [(0, good[0], 1), (1, good[1], 1)]
    assert not faults


@pytest.mark.parametrize(("op", "good"), [("lte", [2, 1]), ("lt", [1, 1]), ("gte", [1, 1]), ("gt", [0, 1])])
def test_values_of_a_threshold_metric_are_events(op: str, good: list[float]) -> None:
    samples = [{0: 0.3, 60_000_000: 0.3}, {0: 0.45, 60_000_000: 0.5}]
    objective = Objective(name="", target=0.9, op=op, value=0.45)
    found = Ratios({Measure.VALUE: samples}, COUNTER, Method.OCCURRENCES, objective)
    admission = Admission(Scope(-(10**9), 10**9), Faults("x"))
    assert [(run.good[0], run.total[0]) for run in found.periods(admission)] == [(each, 2) for each in good]


def test_values_need_something_to_be_compared_with() -> None:
    with pytest.raises(ValueError, match="does not say with `op` and `value`"):
        _read({Measure.VALUE: _answer(_samples(1, 1))}, GAUGE)


def test_values_that_cannot_be_are_not_counted() -> None:
    answers = _pair(_answer(_samples("+Inf", 11, -1, 9)), _answer(_samples(10, 10, 10, 10)))
    periods, faults = _read(answers, GAUGE)
    assert periods == [(3, 9, 10)]
    assert {fault.flaw: fault.times for fault in faults} == {
        Flaw.UNREADABLE: 1,
        Flaw.MORE_GOOD_THAN_TOTAL: 1,
        Flaw.NEGATIVE: 1,
        Flaw.GAP: 1,
    }


def test_samples_after_now_are_not_counted() -> None:
    total = _answer(_samples(1, 1, start=START + 3600))
    assert [fault.flaw for fault in _read(_pair(total, total), GAUGE)[1]] == [Flaw.FUTURE]


def test_a_warning_is_passed_on() -> None:
    answers = _pair(_answer(_samples(1, 1), warnings=["half\nan answer"]), _answer(_samples(1, 1)))
    assert _read(answers, GAUGE)[1] == [
        Fault(Flaw.WARNING, 1, "x.json", "half ⏎ an answer; what Prometheus gave is counted")
    ]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (_pair(_answer(_samples(1)), _answer(_samples(1))), "a single sample does not say"),
        ({Measure.GOOD: _answer(_samples(1, 1))}, "there are no samples of total"),
        ({Measure.TOTAL: _answer(_samples(1, 1))}, "there are no samples of bad or of good"),
        ({Measure.RAW: _answer(_samples(1, 1))}, "which Occurrences need"),
    ],
)
def test_what_tells_nothing_says_why(answers: dict[Measure, bytes], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        _read(answers, GAUGE)


def test_several_series_of_ratios_cannot_be_added_up() -> None:
    with pytest.raises(ValueError, match="2 series of raw ratios"):
        _read({Measure.RAW: _answer(_samples(1, 1), _samples(1, 1))}, GAUGE, Method.TIMESLICES)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no answer to a range query"),
        (b"{}", "no answer to a range query"),
        (b'{"status": "error", "error": "parse \\u001b[31m"}', r"answers with an error: parse \\x1b"),
        (b'{"status": "success", "data": {"resultType": "vector", "result": []}}', "a vector, and not the matrix"),
        (_answer({"metric": {}, "values": "x"}), "no answer to a range query"),
    ],
)
def test_other_json_says_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_answer(content, Faults("x"))


def test_what_promtool_prints_is_read_too() -> None:
    printed = json.dumps([{"metric": {}, "values": _samples(1)}]).encode()
    assert read_answer(printed, Faults("x")) == [Series(metric={}, values=[(START, "1")])]


def test_one_answer_may_hold_several_measures_by_label() -> None:
    series = [Series(metric={"measure": each}) for each in ("good", "total", "total")]
    assert {measure: len(found) for measure, found in by_measure(series).items()} == {"good": 1, "total": 2}
    with pytest.raises(ValueError, match="none of good, bad, total, raw, value"):
        by_measure([Series(metric={"measure": "best"})])


@pytest.mark.parametrize("at", [-1, 1e300, 253_402_300_800])
def test_samples_beyond_the_calendar_are_unreadable(at: float) -> None:
    faults = Faults("x")
    assert Series(values=[(at, "1")]).samples(faults) == {}
    assert [fault.flaw for fault in faults.all] == [Flaw.UNREADABLE]
