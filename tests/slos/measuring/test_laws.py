"""What holds for any file: tidy or not, it tells the same; time is never counted twice; parts add up to the whole."""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate, pairwise
from operator import itemgetter
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revenant.slos.slo import Method, Objective
from revenant.slos.usage import Reading
from tests.slos.measuring.files import MINUTE, NOON, csv_text, read_spans, row, span

_METHODS = st.sampled_from(list(Method))
_STEPS = st.sampled_from([0.25, 1, 5, 7, 60, 1440])
_COUNTS = st.integers(0, 50)
_NUMBERS = st.one_of(_COUNTS, _COUNTS.map(lambda number: number / 4))


@st.composite
def _stepped(draw: st.DrawFn) -> tuple[list[str], float]:
    """Rows of one length that follow each other, and how long they are, in minutes."""
    step, first = draw(_STEPS), draw(st.integers(-40, 40))
    totals = draw(st.lists(_NUMBERS, min_size=1, max_size=60))
    good = [total - draw(st.integers(0, int(total))) if total else 0 for total in totals]
    rows = [
        row(first + step * place, first + step * (place + 1), *pair)
        for place, pair in enumerate(zip(good, totals, strict=True))
    ]
    return rows, step


def _tidy() -> st.SearchStrategy[list[str]]:
    return _stepped().map(itemgetter(0))


_STRAY = st.one_of(
    st.builds(row, st.integers(-40, 90), st.integers(-40, 90), st.integers(-2, 30), st.integers(-2, 30)),
    st.sampled_from(["", "  ", "?", "a,b,c,d", "1,2,3", '"', '"x', ",,,", ",,,,", "\r", "\0", "\x0b,1,1,1"]),
    st.text(max_size=8),
)
_EDITS = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from(["delete", "twice", "swap", "stray", "cut"]), _STRAY), max_size=4
)


@st.composite
def _any_file(draw: st.DrawFn) -> str:
    """A tidy file after some edits of somebody who does not look."""
    rows = draw(_tidy())
    for place, edit, stray in draw(_EDITS):
        at = place % max(len(rows), 1)
        if edit == "stray":
            rows.insert(at, stray)
        elif rows:
            rows[at : at + 2] = {
                "delete": rows[at + 1 : at + 2],
                "twice": [rows[at], *rows[at : at + 2]],
                "swap": rows[at : at + 2][::-1],
                "cut": [rows[at][: place % 50], *rows[at + 1 : at + 2]],
            }[edit]
    return csv_text(rows)


def _assert_same(found: Reading, expected: Reading) -> None:
    """The same but for the rounding of sums in another order."""
    for one, other in zip(found.usages, expected.usages, strict=True):
        assert one.measured == other.measured
        assert (one.bad, one.all) == pytest.approx((other.bad, other.all), abs=1e-6)
    assert found.until == expected.until


@given(_any_file(), _METHODS, st.integers(1, 9), st.integers(-60, 120), st.integers(-50, 60), st.integers(0, 90))
def test_by_columns_and_by_rows_a_file_tells_the_same(
    text: str, method: Method, lines: int, now: int, start: int, length: int
) -> None:
    asked, at = [span(start, start + length), span(-100, 200), span(start, start + length / 3)], NOON + now * MINUTE
    quickly = read_spans(text, asked, method, at, lines=lines)
    with patch("revenant.slos.measuring.rows.tidy", return_value=None):
        slowly = read_spans(text, asked, method, at, lines=1)
    _assert_same(quickly, slowly)
    assert quickly.faults == slowly.faults


@given(_tidy(), _METHODS, st.randoms(use_true_random=False))
def test_shuffled_rows_tell_the_same(rows: list[str], method: Method, dice: Random) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)
    _agree(rows, shuffled, method)


@given(_tidy(), _METHODS, st.lists(st.integers(0, 70), max_size=9))
def test_rows_that_are_there_twice_tell_the_same(rows: list[str], method: Method, places: list[int]) -> None:
    _agree(rows, rows + [rows[place % len(rows)] for place in places], method)


@given(st.lists(st.builds(row, st.integers(0, 30), st.integers(1, 60), st.integers(0, 9), st.just(9)), max_size=9))
def test_no_moment_is_counted_twice(rows: list[str]) -> None:
    found = read_spans(csv_text(rows), [span(0, 60)]).usages[0]
    assert found.measured <= timedelta(hours=1)
    assert found.all <= 9 * len(rows) + 1e-6


def _agree(one: list[str], other: list[str], method: Method) -> None:
    asked = [span(-10, 30), span(0, 7)]
    _assert_same(read_spans(csv_text(other), asked, method), read_spans(csv_text(one), asked, method))


@given(_stepped(), _METHODS, st.integers(-20, 20), st.lists(st.floats(1, 30), min_size=1, max_size=4))
@example(([row(0, 1, 1, 3)], 1), Method.OCCURRENCES, 0, [1])
def test_a_span_is_what_its_parts_are(
    stepped: tuple[list[str], float], method: Method, first: int, sizes: list[float]
) -> None:
    """As long as no part is shorter than a period, or a slice: then nobody knows in which part its events were."""
    rows, step = stepped
    edges = list(accumulate((round(size * max(step, 5)) + 1 for size in sizes), initial=first))
    parts = [span(*part) for part in pairwise(edges)]
    objective = Objective(name="x", target=0.9, slice_target=0.5, slice_window=timedelta(minutes=5))
    asked = [span(edges[0], edges[-1]), *parts]
    whole, *some = read_spans(csv_text(rows), asked, method, NOON + timedelta(99), objective).usages
    assert sum(each.bad for each in some) == pytest.approx(whole.bad)
    assert sum(each.all for each in some) == pytest.approx(whole.all)
    assert sum((each.measured for each in some), timedelta()) == whole.measured
