"""A file or a pipe in pieces, as they arrive, unpacked where it is gzip: nothing is held but the piece at hand."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from revenant.errors import InvalidFileError

PIECE = 64 * 2**10
_GZIP = b"\x1f\x8b"


def require_file(path: Path, name: str) -> None:
    """Make sure that there is something to read.

    Raises:
        InvalidFileError: there is not.
    """
    if not path.exists() or path.is_dir():
        why = "is a folder" if path.is_dir() else "no such file"
        raise InvalidFileError([f"{name}: {why}"], "check the path; nothing was read")


def pieces_of_file(path: Path, name: str) -> Iterator[bytes]:
    """The content of a file somewhere on this machine.

    Raises:
        InvalidFileError: it is missing, a folder or unreadable, or gzip that is damaged or cut off.
    """
    try:
        with path.open("rb") as handle:
            yield from pieces_of(handle, name)
    except OSError as error:
        raise InvalidFileError([f"{name}: {error.strerror or error}"], "check the path") from None


def pieces_of(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The content of a stream; a pipe's as soon as it comes.

    Raises:
        InvalidFileError: it is gzip that is damaged or cut off.
    """
    first = _some(stream)
    while 0 < len(first) < len(_GZIP) and (more := _some(stream)):
        first += more
    if first.startswith(_GZIP):
        yield from _unpacked(first, stream, name)
        return
    while first:
        yield first
        first = _some(stream)


def _some(stream: BinaryIO) -> bytes:
    """What is there, up to one piece; empty at the end. Waiting for a whole piece would hold back a slow pipe."""
    read1 = getattr(stream, "read1", stream.read)
    found: bytes = read1(PIECE)
    return found


def _unpacked(content: bytes, stream: BinaryIO, name: str) -> Iterator[bytes]:
    """gzip, of one member or several; a piece never unpacks to more than a few at once."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        while content or (content := _some(stream)):
            if piece := unpacker.decompress(content, PIECE):
                yield piece
            content = unpacker.unconsumed_tail
            if unpacker.eof:
                content = unpacker.unused_data.lstrip(b"\0") or _some(stream)
                if not content:
                    return
                unpacker = zlib.decompressobj(wbits=31)
    except zlib.error as error:
        raise InvalidFileError([f"{name}: is damaged gzip: {error}"], _READ_SO_FAR) from None
    raise InvalidFileError([f"{name}: is gzip that was cut off"], _READ_SO_FAR)


_READ_SO_FAR = "what came before was read; fetch the whole file again"
