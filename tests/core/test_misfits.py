"""What does not fit a model is told in people's words, with its place."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import Struct

from revenant.core.misfits import misfit


class Note(Struct):
    content: str
    minutes: int | None = None


class Row(Struct):
    notes: list[Note]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("text", "expected keys with values, got text"),
        ({}, "has no notes"),
        ({"notes": {}}, "notes: expected a list, got keys with values"),
        ({"notes": [{"content": "x"}, {"content": 7}]}, "notes[1].content: expected text, got a whole number"),
        ({"notes": [{}]}, "notes[0]: has no content"),
        ({"notes": [{"content": "x", "minutes": 0.5}]}, "notes[0].minutes: expected a whole number or nothing"),
    ],
)
def test_words(given: Any, said: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(given, Row)
    assert misfit(caught.value).startswith(said)
    assert "`" not in misfit(caught.value)
