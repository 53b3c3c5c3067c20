"""Bytes to rows: told apart by content; what cannot be read is an error or a named line."""

from __future__ import annotations

import gzip
import json

import pytest

from revenant.errors import InvalidFileError
from revenant.importers import decoding
from revenant.importers.decoding import Raw, Skipped
from revenant.importers.statuspage import read

ROW = {"id": "1", "updates": []}
LINE = json.dumps(ROW).encode() + b"\n"


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ROW).encode(),
        json.dumps({"page": {}, "incidents": [ROW]}, indent=2).encode(),
        b"\xef\xbb\xbf" + LINE,
        gzip.compress(LINE[:9], mtime=0) + gzip.compress(LINE[9:], mtime=0),
        LINE + b"\n\n",
        json.dumps([ROW]).encode("utf-16"),
    ],
)
def test_shapes_are_told_apart_by_content(content: bytes) -> None:
    (row,) = read(content, "a")
    assert isinstance(row, Raw)
    assert row.data == ROW


def test_one_bad_line_is_named_and_the_rest_kept() -> None:
    found = read(b"{oops\n" + LINE + b"\xff\n[]\n" + LINE, "feed")
    assert [row.place for row in found if isinstance(row, Raw)] == ["feed:2", "feed:5"]
    bad = [row for row in found if isinstance(row, Skipped)]
    assert [row.source for row in bad] == ["feed:1", "feed:3", "feed:4"]
    assert "column 2" in bad[0].reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "feed: is empty"),
        (b" \n", "feed: is empty"),
        (b"<html>", "feed:1:1: is not JSON"),
        (b'{\n"incidents": [\n', "feed:3:1: is not JSON"),
        (b"{oops\n{oops\n", "feed:1:2: is not JSON"),
        (b"3", "not of the shape"),
        (b'{"a": 1}\n{"b": 2}\n', "feed:1: the line is JSON, but not of the shape"),
        (b"[" * 100_000, "feed:1: the line is not JSON: nested too deeply"),
        (gzip.compress(LINE, mtime=0)[:-9], "cut off"),
        (b"\x1f\x8b\x08garbage", "damaged gzip"),
        (gzip.compress(LINE, mtime=0) + b"more", "something else behind it"),
    ],
)
def test_what_cannot_be_read_says_where(content: bytes, said: str) -> None:
    with pytest.raises(InvalidFileError) as caught:
        read(content, "feed")
    assert said in caught.value.message
    assert caught.value.hint.startswith("nothing was imported")


def test_a_gzip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 2**20)
    with pytest.raises(InvalidFileError, match="unpacks to more than 1 MiB"):
        read(gzip.compress(b" " * (2**20 + 1)), "feed")
