"""Files from outside the workspace that a command was told to read, and where results are written to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from revenant.errors import InvalidFileError, WriteFailedError

MAX_BYTES = 512 * 2**20


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


def write_result(path: Path, text: str) -> None:
    """Write a result; the file afterwards holds all of it, or what it held before.

    Raises:
        WriteFailedError: the disk refused.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            draft.write_text(text, encoding="utf-8", newline="")
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None
