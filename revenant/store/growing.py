"""Files that only grow: made whole or not at all, added to in one write, a torn last line set aside.

The caller holds the lock. What a line must be in order to be whole is the caller's to say.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from revenant.errors import WriteFailedError

IsWhole = Callable[[str], bool]


def create_file(path: Path, content: bytes) -> None:
    """Write a new file; it exists afterwards whole or not at all.

    Raises:
        WriteFailedError: the disk refused, or it exists already.
    """
    with refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content, new=True)


def append(path: Path, content: bytes, torn_folder: Path, is_whole: IsWhole) -> None:
    """Add lines in one O_APPEND write and wait until the disk has them.

    Raises:
        WriteFailedError: the disk refused; the file is as it was.
    """
    with refusals(path):
        _mend_tail(path, torn_folder, is_whole)
        _write_all(path, content, os.O_APPEND)


def mend(path: Path, torn_folder: Path, is_whole: IsWhole) -> None:
    """Make the file end in a newline before it is committed; a torn last line is set aside.

    Raises:
        WriteFailedError: the disk refused.
    """
    with refusals(path):
        _mend_tail(path, torn_folder, is_whole)


def replace_rows(path: Path, rows: Mapping[int, str]) -> None:
    """Put other text in place of some lines, by number; every other byte stays.

    Raises:
        WriteFailedError: the disk refused; the file is as it was.
    """
    with refusals(path):
        lines = path.read_bytes().split(b"\n")
        _replace(path, b"\n".join(rows[n].encode() if n in rows else line for n, line in enumerate(lines, start=1)))


def replace_file(path: Path, before: bytes, content: bytes) -> bool:
    """Put `content` in place of a file, which keeps its mode; False and nothing done if it does not say `before` now.

    Raises:
        WriteFailedError: the disk refused; the file is as it was.
    """
    with refusals(path):
        if path.is_symlink() or path.read_bytes() != before:
            return False
        _replace(path, content, mode=path.stat().st_mode & 0o7777)
    return True


def rewrite_file(path: Path, content: bytes) -> None:
    """Write a file, new or in place of what it said.

    Raises:
        WriteFailedError: the disk refused; the file is as it was.
    """
    with refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)


def discard_drafts(path: Path) -> None:
    """Remove what a writer of `path` left beside it when it was killed."""
    with suppress(OSError):
        for left in path.parent.glob(f".{path.name}.*.tmp"):
            left.unlink()


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Say of whatever the disk refuses in here that `path` cannot be written."""
    try:
        yield
    except OSError as error:
        raise WriteFailedError(path, error.strerror or str(error)) from None


def _replace(path: Path, content: bytes, *, new: bool = False, mode: int | None = None) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _write_all(draft, content, os.O_CREAT | os.O_EXCL)
        if mode is not None:
            os.chmod(draft, mode)
        if new and path.exists():
            raise FileExistsError(17, "it exists already")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _write_all(path: Path, content: bytes, flags: int) -> None:
    handle = os.open(path, os.O_WRONLY | flags, 0o644)
    try:
        size = os.fstat(handle).st_size
        try:
            written = os.write(handle, content)
            if written < len(content):
                raise OSError(28, "No space left on device")
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _mend_tail(path: Path, torn_folder: Path, is_whole: IsWhole) -> None:
    """Make the file end in a newline: finish a whole last line, set a torn one aside."""
    content = path.read_bytes()
    if content.endswith(b"\n"):
        return
    start = content.rfind(b"\n") + 1
    if is_whole(content[start:].decode("utf-8", errors="replace")):
        _write_all(path, b"\n", os.O_APPEND)
        return
    torn_folder.mkdir(parents=True, exist_ok=True)
    _write_all(torn_folder / f"{path.stem}-{start}.txt", content[start:], os.O_CREAT | os.O_APPEND)
    os.truncate(path, start)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
