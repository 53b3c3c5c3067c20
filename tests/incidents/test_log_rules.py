"""What the rules for logs stand on: steps follow the fold, columns are those of keys and never inside quotes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.incidents.events import IncidentStatusChanged
from revenant.incidents.lifecycle import Status
from revenant.incidents.rules.subject import column, explain, steps
from revenant.incidents.snapshot import fold

START = datetime(2026, 11, 23, tzinfo=UTC)
MOVES = st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(Status)), max_size=8)


@given(MOVES)
def test_steps_agree_with_the_fold(moves: list[tuple[Status, Status]]) -> None:
    events = [
        IncidentStatusChanged(id=f"{number:08}", at=START + timedelta(minutes=number), by="b", from_=before, to=to)
        for number, (before, to) in enumerate(moves)
    ]
    for number, step in enumerate(steps(events)):
        assert step.before == fold("INC", events[:number]).standing


@pytest.mark.parametrize(
    ("row", "key", "col"),
    [
        ("- {id: x, at: y}", "id", 4),
        ("- {id: x, at: y}", "at", 11),
        ('- {title: ", to: x", to: y}', "to", 22),
        (r'- {title: "\", to: x", to: y}', "to", 24),
        ("- {id: x}", "absent", 3),
        ("", "id", 3),
    ],
)
def test_column_of_a_key(row: str, key: str, col: int) -> None:
    assert column(row, key) == col


def test_complaints_of_the_reader_in_words() -> None:
    assert explain("Object missing required field `by`", "- {id: x}") == (3, "the key 'by' is missing")
    assert explain("Invalid enum value 'X' - at `$.to`", "- {to: X}") == (4, "to: invalid enum value 'X'")
    assert explain("Something else", "- {to: X}") == (3, "something else")
