"""Stretches of time: each moment once."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from revenant.slos.spans import Span, total, union, without
from tests.slos.made_up import ago, before

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: ago(max(ends), min(ends))))


@given(SPANS, st.integers(1, 30))
def test_what_is_taken_out_and_what_is_left_are_the_whole(others: list[Span], length: int) -> None:
    span = ago(length, 0)
    left = without(span, others)
    taken = [part for each in union(others) if (part := each.clipped(span))]
    assert total(left) + total(taken) == span.length
    assert all(one.end < other.start for one, other in pairwise(left))
    assert not any(part.clipped(each) for part in left for each in others)


def test_a_span_that_ends_before_it_starts_has_no_length() -> None:
    assert Span(before(0), before(10)).length == timedelta()
