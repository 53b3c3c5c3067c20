"""Files from outside the workspace that a command was told to read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from revenant.errors import InvalidFileError

MAX_BYTES = 512 * 2**20
MAX_FILES = 50_000


class Found(NamedTuple):
    """A file below a folder: its content and name, or why it was not read."""

    content: bytes
    name: str
    problem: str = ""


def read_foreign(path: Path) -> bytes:
    """The content of a file somewhere on this machine.

    Raises:
        InvalidFileError: it is missing, a folder, unreadable or too large.
    """
    try:
        with path.open("rb") as handle:
            return read_stream(handle, str(path))
    except OSError as error:
        raise InvalidFileError([f"{path}: {error.strerror or error}"], "check the path; nothing was read") from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All of a stream, up to MAX_BYTES.

    Raises:
        InvalidFileError: there is more.
    """
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InvalidFileError([f"{name}: is larger than {MAX_BYTES // 2**20} MiB"], "split it; nothing was read")
    return content


def read_folder(folder: Path, suffixes: tuple[str, ...], name: str) -> list[Found]:
    """Every file of these suffixes below `folder`, in order; hidden folders are left out, links are not followed.

    Raises:
        InvalidFileError: there is none, or more than is credible.
    """
    found: list[Found] = []
    size = 0
    for path in _below(folder, suffixes):
        found.append(_found(path, f"{name.rstrip('/')}/{path.relative_to(folder).as_posix()}"))
        size += len(found[-1].content)
        if len(found) > MAX_FILES or size > MAX_BYTES:
            complaint = f"{name}: holds more than {MAX_FILES:,} files or {MAX_BYTES // 2**20} MiB"
            raise InvalidFileError([complaint], "name a folder further down; nothing was read")
    if not found:
        raise InvalidFileError([f"{name}: holds no file that ends in {' or '.join(suffixes)}"], "check the path")
    return found


def _below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (Path(place, each) for each in sorted(files) if each.lower().endswith(suffixes))


def _found(path: Path, name: str) -> Found:
    try:
        status = path.lstat()
        if not S_ISREG(status.st_mode):
            return Found(b"", name, "is a link or a device, which is not followed")
        if status.st_size > MAX_BYTES:
            return Found(b"", name, f"is larger than {MAX_BYTES // 2**20} MiB")
        return Found(path.read_bytes(), name)
    except OSError as error:
        return Found(b"", name, f"cannot be read: {error.strerror or error}")
