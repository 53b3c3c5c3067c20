"""The fast reader of our own lines: it may refuse a line, but never read it otherwise than YAML does."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.store import yaml_io
from revenant.store.flow import to_json, to_line

WORDS = st.text(alphabet="aeE017+-.:_xob ntTyY#&*!|>'\"%@`,[]{}?\\/\n\u2028\x85é😀", max_size=12) | st.text(max_size=12)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(WORDS, VALUES, max_size=5))
def test_what_is_written_reads_the_same_either_way(data: dict[str, Any]) -> None:
    line = to_line(data)
    read = yaml_io.load(line)
    document = to_json(line)
    if document is not None:
        try:
            assert msgspec.json.decode(document) == read
        except msgspec.DecodeError:
            return


@given(st.text(alphabet="{}[]:, \"\\abe01.-+_xTn~'#&*!|>%@u\n\td8", max_size=40))
def test_a_hostile_line_is_never_read_otherwise_than_yaml_reads_it(text: str) -> None:
    line = "{" + text + "}"
    document = to_json(line)
    try:
        fast = msgspec.json.decode(document) if document is not None else None
    except msgspec.DecodeError:
        return
    if document is not None:
        assert yaml_io.load(line) == fast


@pytest.mark.parametrize(
    "line",
    [
        "{a: 017}",
        "{a: 1_000.5e3}",
        "{a: 0x1F}",
        "{a: 1, a: 2}",
        '{a: "\\ud83d\\ude00"}',
        "{a: True}",
        "{a: 'x'}",
        "{a: &x 1}",
        "{a: *x}",
        "{a: b # c}",
        "{a: }",
        "{a: 1e5}",
    ],
)
def test_what_yaml_and_json_tell_apart_is_left_to_yaml(line: str) -> None:
    document = to_json(line)
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(document or "")


def test_the_usual_line_takes_the_fast_way() -> None:
    line = '{id: k3v9x2qd, at: 2026-11-23T10:15:00Z, by: ana@example.com, title: "5 % of [x]", n: [a, b c], m: 12}'
    assert msgspec.json.decode(to_json(line) or "") == {
        "id": "k3v9x2qd",
        "at": "2026-11-23T10:15:00Z",
        "by": "ana@example.com",
        "title": "5 % of [x]",
        "n": ["a", "b c"],
        "m": 12,
    }
