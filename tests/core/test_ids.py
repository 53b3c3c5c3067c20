"""Identifiers: growing, of one alphabet, and never the same twice."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.core.ids import ALPHABET, EVENT_ID, INCIDENT_ID, base32, event_ids, new_incident_id

KNOWN = st.text(alphabet=ALPHABET.lower(), min_size=8, max_size=8).filter(lambda known: known < "zy")


@given(st.one_of(st.just(""), KNOWN))
def test_event_ids_of_one_second_grow(after: str) -> None:
    made = list(islice(event_ids(after), 200))
    assert all(one < other for one, other in pairwise([after, *made]))
    assert all(EVENT_ID.fullmatch(each) for each in made)


def test_the_end_of_the_space_still_gives_ids() -> None:
    assert len(set(islice(event_ids("zzzzzzzz"), 100))) == 100


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_incident_id_carries_its_date(at: datetime) -> None:
    made = new_incident_id(at)
    assert INCIDENT_ID.fullmatch(made)
    assert made.split("-")[1] == f"{at.year:04}{at.month:02}{at.day:02}"


def test_incident_ids_of_one_day_differ() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert len({new_incident_id(at) for _ in range(1000)}) > 990


@given(st.integers(0, 32**8 - 1))
def test_base32_is_python_s_order_of_numbers(number: int) -> None:
    written = base32(number, 8)
    assert int("".join("0123456789abcdefghijklmnopqrstuv"[ALPHABET.index(digit)] for digit in written), 32) == number


@pytest.mark.parametrize("letter", "ILOU")
def test_letters_that_are_misread_are_left_out(letter: str) -> None:
    assert letter not in ALPHABET
    assert not INCIDENT_ID.fullmatch(f"INC-20261123-7F3K{letter}")
