"""Our own JSON Lines: fast where all is well, line by line where it is not, and never fatal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals.lines import MAX_LINE, LineReader
from revenant.signals.signal import Kind, Signal, to_line
from revenant.signals.sources.found import Context
from revenant.signals.sources.plain import from_mapping
from tests.signals.correlation.making import signal

NOW = datetime(2026, 11, 24, tzinfo=UTC)
GOOD = b'{"id":"%d","at":"2026-11-23T12:00:00Z","kind":"log","service":"web"}\n'


def read(content: bytes, piece: int = 1 << 16) -> tuple[list[Signal], dict[int, str]]:
    """The signals, and what was complained about, by line."""
    complaints: dict[int, str] = {}

    def tolerate(data: dict[str, Any]) -> Signal:
        return from_mapping(data, Context(NOW))

    reader = LineReader(complaints.__setitem__, tolerate)
    pieces = (content[n : n + piece] for n in range(0, len(content), piece))
    return [each for batch in reader.batches(pieces) for each in batch], complaints


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"garbage", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"id":"\xff","at":"2026-11-23T12:00:00Z","kind":"log"}', "UTF-8"),
        (b"[1, 2]", "is no JSON object"),
        (b"17", "is no JSON object"),
        (b'{"id":"x","kind":"log","at":NaN}', "not JSON"),
        (b'{"id":"x","kind":"log"}', "it has no time"),
        (b'{"id":"x","kind":"log","at":"yesterday"}', "time cannot be read"),
        (b'{"id":"x","kind":"log","at":"0001-01-01T00:00:00Z"}', "not of this century"),
        (b'{"id":"x","kind":"log","at":"9999-12-31T23:59:59Z"}', "not of this century"),
        (b'{"id":"x","at":"2026-11-23T12:00:00Z","x":' + b"[" * 100_000, "nested too deeply"),
        (b'{"id":"' + b"x" * (MAX_LINE + 10) + b'"}', "is longer than"),
        (b"x" * (10 * 2**20), "is longer than"),
    ],
)
@pytest.mark.parametrize("piece", [997, 1 << 16, 1 << 24])
def test_a_bad_line_is_named_and_the_rest_goes_on(line: bytes, why: str, piece: int) -> None:
    signals, complaints = read(GOOD % 1 + line + b"\n" + GOOD % 2, piece)
    assert [each.id for each in signals] == ["1", "2"]
    assert list(complaints) == [2]
    assert why in complaints[2]


@pytest.mark.parametrize(
    "line",
    [
        b'{"id":"x","at":"2026-11-23T12:00:00Z","kind":"log","serviceName":"web","traceId":"t","requestId":"r"}',
        b'{"id":"x","at":"2026-11-23T12:00:00Z","kind":"log","service_name":"web","trace_id":"t","request_id":"r"}',
        b'{"id":"x","timestamp":1795435200,"kind":"LOG","serviceName":"web","traceId":"t","requestId":"r"}',
        b'{"signalId":"x","time":"2026-11-23 12:00:00","type":"log","service":"web","traceId":"t","requestId":"r"}',
    ],
)
def test_other_spellings_are_read(line: bytes) -> None:
    (found,), complaints = read(line)
    assert complaints == {}
    assert (found.id, found.kind, found.service) == ("x", Kind.LOG, "web")
    assert (found.trace_id, found.request_id, found.at.year) == ("t", "r", 2026)


def test_blank_lines_and_other_line_ends_and_a_mark_at_the_start_are_no_trouble() -> None:
    content = b"\xef\xbb\xbf" + GOOD % 1 + b"\n  \n" + (GOOD % 2).replace(b"\n", b"\r\n") + (GOOD % 3).rstrip()
    signals, complaints = read(content)
    assert ([each.id for each in signals], complaints) == (["1", "2", "3"], {})


def test_an_id_that_was_there_before_is_named_by_its_line() -> None:
    _, complaints = read(GOOD % 1 + GOOD % 2 + GOOD % 1)
    assert complaints == {3: "the id '1' was there before; a repeat of one time counts once"}


@given(st.lists(st.integers(0, 500), max_size=40, unique=True), st.integers(1, 700))
def test_pieces_make_no_difference(seconds: list[int], piece: int) -> None:
    rows = [signal(float(each)) for each in seconds]
    signals, complaints = read(b"".join(map(to_line, rows)), piece)
    assert [each.id for each in signals] == [each.id for each in sorted(rows)]
    assert complaints == {}
