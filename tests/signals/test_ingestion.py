"""Bytes to signals: lines, documents and tables; what is broken is one doubt with its place, and reading goes on."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenant.signals import splitting
from revenant.signals.ingestion import NO_SERVICE, ingest
from revenant.signals.sources.found import Context, Doubt
from tests.signals.sources.reading import CONTEXT, NOW, found

GOOD = b'{"id": "g", "at": "2026-11-23T10:00:00Z", "kind": "alert", "service": "web", "name": "x"}'
PRETTY = json.dumps({"id": "p", "at": "2026-11-23T10:00:00Z", "kind": "alert", "service": "web"}, indent=2).encode()
HOSTILE = [
    b'{"at": "\\ud800"}', b'{"at": NaN}', b'{"at": -Infinity}', b"[" * 1000 + b"]" * 1000, b"[" * 100_000,
    b'{"a": ' + b'{"a": ' * 1000, b'{"at": "x\xff"}', b'{"at": "\xed\xa0\x80"}', b"not json", b'{"at": 1',
    b'{"at": "open', b"\x1b[31m", b"\x00", b'{"at": ' + b"9" * 5000 + b"}", b'{"at": 1e999}',
    b'{"at": "0001-01-01T00:00:00Z"}', b'{"at": "9999-12-31T23:59:59Z"}', b'{"at": "99999-01-01T00:00:00Z"}',
    b'{"at": 10000000000000000000000000}', b'{"at": true}', b'{"at": null}', b"42", b'"text"', b"null", b"{}",
    b"x" * 10_000_000, GOOD + GOOD,
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: repr(line[:24]))
def test_one_bad_line_is_one_doubt_and_hides_nothing(line: bytes) -> None:
    signals, doubts = found(b"\n".join([GOOD, line, GOOD, b"", GOOD]))
    assert len(signals) == 3
    assert [(doubt.place, doubt.lost) for doubt in doubts] == [("f:2", True)]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: repr(line[:24]))
def test_even_when_it_comes_first_or_last(line: bytes) -> None:
    signals, doubts = found(line + b"\n" + GOOD + b"\r\n" + GOOD)
    assert (len(signals), [doubt.place for doubt in doubts]) == (2, ["f:1"])
    signals, doubts = found(GOOD + b"\n" + line)
    assert (len(signals), [doubt.place for doubt in doubts]) == (1, ["f:2"])


def test_all_of_them_together() -> None:
    signals, doubts = found(b"\n".join(line for bad in HOSTILE for line in (bad, GOOD)))
    assert len(signals) == len(doubts) == len(HOSTILE)


def test_a_repeated_key_is_named_and_the_last_counts() -> None:
    signals, doubts = found(GOOD[:-1] + b', "service": "api"}')
    assert signals[0].service == "api"
    assert "'service' stands twice" in doubts[0].reason
    assert not doubts[0].lost
    assert found(GOOD[:-1] + b', "note": "a \\": b", "x" : 1}')[1] == []


def test_a_clock_that_is_off_is_doubted() -> None:
    for time, words in (
        ("2026-11-23T12:06:00Z", "in the future, by 6m"),
        ("1999-01-01T00:00:00Z", "before the year 2000"),
    ):
        signals, doubts = found(GOOD.replace(b"2026-11-23T10:00:00Z", time.encode()))
        assert len(signals) == 1
        assert [words in doubt.reason for doubt in doubts] == [True]
    assert found(GOOD.replace(b"10:00:00", b"12:04:59"))[1] == []


def test_a_signal_without_service_is_kept_and_named() -> None:
    signals, doubts = found(GOOD.replace(b'"web"', b'"unknown"'))
    assert len(signals) == 1
    assert doubts == [Doubt(NO_SERVICE, "f:1 'x'")]


@pytest.mark.parametrize(
    "content",
    [
        PRETTY, PRETTY + b"\n" + PRETTY, GOOD + b"\n" + PRETTY + b"\n" + GOOD, b"[" + GOOD + b"]",
        b"[\n" + GOOD + b",\n" + GOOD + b"\n]", b"[" + GOOD + b",\n" + GOOD + b"]", b"\xef\xbb\xbf" + PRETTY,
        b"[\n  " + PRETTY.replace(b"\n", b"\n  ") + b"\n]\n", b"\n\n" + PRETTY.replace(b"\n", b"\r\n"),
    ],
)  # fmt: skip
def test_documents_over_several_lines(content: bytes) -> None:
    signals, doubts = found(content)
    assert not doubts
    assert len(signals) == content.count(b'"at"')


def test_a_broken_document_does_not_hide_the_next() -> None:
    broken = PRETTY.replace(b'"kind"', b"kind")
    signals, doubts = found(broken + b"\n" + PRETTY + b"\n[\n" + GOOD + b"\n" + GOOD + b"\n" + GOOD)
    assert [signal.id for signal in signals] == ["p", "g", "g", "g"]
    assert [doubt.place for doubt in doubts] == ["f:1", "f:13"]


def test_elements_of_a_list_have_their_place() -> None:
    signals, doubts = found(b"[" + GOOD + b', 7, {"x": 1}]')
    assert len(signals) == 1
    assert [doubt.place for doubt in doubts] == ["f:1 [1]", "f:1 [2]"]
    assert "alertmanager" in doubts[1].reason


def test_a_named_source_refuses_what_is_not_its_own() -> None:
    signals, doubts = found(GOOD, "alertmanager")
    assert not signals
    assert doubts[0].reason == "not of the shape of alertmanager; it looks like plain"


def test_nothing_is_said_to_be_nothing() -> None:
    assert found(b"") == found(b"\n \n") == ([], [Doubt("there is nothing in it", "f", lost=True)])


def test_csv_by_its_header() -> None:
    table = (
        b'time;service;name;labels\n2026-11-23T10:00:00Z;web;"a;b";\n\n1;2;3;4;5\nnever;x;y;\n2026-11-23T10:00:00Z\n'
    )
    signals, doubts = found(table)
    assert [(signal.service, signal.name) for signal in signals] == [("web", "a;b"), ("unknown", "")]
    assert [(doubt.place.partition(" ")[0], doubt.lost) for doubt in doubts] == [
        ("f:4", True),
        ("f:5", True),
        ("f:6", False),
    ]


def test_csv_that_is_broken_inside() -> None:
    table = b'time,service\n2026-11-23T10:00:00Z,w\xff\n2026-11-23T10:00:00Z,"a"b"\n2026-11-23T10:00:00Z,api\n'
    signals, doubts = found(table)
    assert [signal.service for signal in signals] == ["api"]
    assert [doubt.place for doubt in doubts] == ["f:2", "f:3"]


def test_a_quote_left_open_hides_only_its_own_row() -> None:
    rows = [b"2026-11-23T10:00:00Z,web,%d" % number for number in range(300)]
    rows[7] = b'2026-11-23T10:00:00Z,"web,7'
    rows[9] = b'2026-11-23T10:00:00Z,web,"over\ntwo lines"'
    signals, doubts = found(b"time,service,name\n" + b"\n".join(rows))
    assert len(signals) == 299
    assert [doubt.place for doubt in doubts] == ["f:9"]


def test_a_mapping_makes_any_object_plain() -> None:
    line = b'{"when": "2026-11-23T10:00:00Z", "service": "web"}'
    assert found(line)[0] == []
    assert len(found(line, context=Context(NOW, mapping={"at": "when"}))[0]) == 1


@given(st.integers(1, 200))
def test_how_the_bytes_are_cut_makes_no_difference(size: int) -> None:
    content = b"\n".join([GOOD, PRETTY, b"{broken", "späte Meldung 🦉".encode(), GOOD])
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    assert list(ingest(pieces, "f", "auto", CONTEXT)) == list(ingest([content], "f", "auto", CONTEXT))


def test_a_line_too_long_is_one_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LONGEST_LINE", 1000)
    signals, doubts = found(GOOD + b"\n" + b"x" * 5000 + b"\n" + GOOD)
    assert len(signals) == 2
    assert [doubt.place for doubt in doubts] == ["f:2"]


def test_memory_does_not_grow_with_the_input() -> None:
    def endless() -> Iterator[bytes]:
        for number in range(40):
            yield b"".join(GOOD.replace(b'"g"', b'"%d"' % (number * 100 + row)) + b"\n" for row in range(100))

    tracemalloc.start()
    count = sum(1 for _ in ingest(endless(), "f", "auto", CONTEXT))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4000
    assert peak < 2**20


def test_gzip_is_not_this_rooms_business() -> None:
    assert found(gzip.compress(GOOD))[0] == []
