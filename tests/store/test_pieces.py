"""Files and pipes in pieces: gzip of any make, damage named, nothing held back."""

from __future__ import annotations

import gzip
import io
import os
import random
from pathlib import Path

import pytest

from revenant.errors import InvalidFileError
from revenant.store.pieces import PIECE, pieces_of, pieces_of_file, require_file

CONTENT = random.Random(1).randbytes(3 * PIECE)


def _read(content: bytes) -> bytes:
    return b"".join(pieces_of(io.BytesIO(content), "f"))


@pytest.mark.parametrize("content", [b"", b"\x1f", b"plain", CONTENT])
def test_plain_content_comes_as_it_is(content: bytes) -> None:
    assert _read(content) == content


@pytest.mark.parametrize("size", [0, 1, len(CONTENT)])
def test_gzip_of_one_member_or_several(size: int) -> None:
    assert _read(gzip.compress(CONTENT[:size]) + gzip.compress(CONTENT) + b"\0\0") == CONTENT[:size] + CONTENT


def test_a_bomb_comes_in_pieces() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert max(map(len, pieces_of(io.BytesIO(bomb), "f"))) <= PIECE


@pytest.mark.parametrize("damage", [lambda packed: packed[:-9], lambda packed: packed[:100] + b"x" + packed[101:]])
def test_damaged_gzip_is_named(damage: object) -> None:
    assert callable(damage)
    with pytest.raises(InvalidFileError, match=r"f: is (damaged gzip|gzip that was cut off)"):
        _read(damage(gzip.compress(CONTENT)))


def test_a_slow_pipe_is_not_held_back() -> None:
    reading, writing = os.pipe()
    with open(reading, "rb") as stream, open(writing, "wb", buffering=0) as pipe:
        pipe.write(b"one\n")
        pieces = pieces_of(stream, "stdin")
        assert next(pieces) == b"one\n"
        pipe.write(b"two\n")
        assert next(pieces) == b"two\n"


def test_what_is_not_there_is_said_first(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match="f: is a folder"):
        require_file(tmp_path, "f")
    with pytest.raises(InvalidFileError, match="f: no such file"):
        require_file(tmp_path / "gone", "f")
    with pytest.raises(InvalidFileError, match="f: No such file"):
        list(pieces_of_file(tmp_path / "gone", "f"))
